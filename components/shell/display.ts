/** Cookies of a visitor's display choices; an account's own choice is written to the same cookies at sign-in. */
export const displayCookies = { theme: "guopei-theme", text: "guopei-text" } as const;

export const themes = ["light", "dark", "contrast"] as const;
export type Theme = (typeof themes)[number];

export const textSizes = ["normal", "large"] as const;

/** What goes on the root element. No theme means: as the system prefers. */
export function parseDisplay(values: { theme?: string; text?: string }): { theme?: Theme; text?: "large" } {
  return {
    theme: themes.find((theme) => theme === values.theme),
    text: values.text === "large" ? "large" : undefined,
  };
}
