/** Cookies of a visitor's display choices; an account's own choice is written to the same cookies at sign-in. */
export const displayCookies = { theme: "guopei-theme", text: "guopei-text", keys: "guopei-keys" } as const;

export const themes = ["light", "dark", "contrast"] as const;
export type Theme = (typeof themes)[number];

export const textSizes = ["normal", "large"] as const;

/** Commands of a single letter. */
export const singleKeys = ["on", "off"] as const;

/** What goes on the root element. No theme means: as the system prefers. */
export function parseDisplay(values: { theme?: string; text?: string; keys?: string }): {
  theme?: Theme;
  text?: "large";
  keys?: "off";
} {
  return {
    theme: themes.find((theme) => theme === values.theme),
    text: values.text === "large" ? "large" : undefined,
    keys: values.keys === "off" ? "off" : undefined,
  };
}
