/** Whether a key goes into a text and must not be taken for a command. */
export function isTyping(target: Element): boolean {
  return target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

/** Keys without Ctrl or Alt can be switched off in the display choices: speech input and shaking hands press them unmeant. */
export function areSingleKeysOn(): boolean {
  return document.documentElement.dataset.keys !== "off";
}
