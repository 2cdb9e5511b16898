import type { ComponentProps } from "react";
import type { IconName } from "../ui/icon";

/** The frames' own words, by their keys in the messages of the shell. */
export const SHELL_WORDS = [
  "account",
  "accessibility",
  "actAs",
  "dark",
  "demonstration",
  "demonstrationLong",
  "demonstrationShort",
  "display",
  "help",
  "home",
  "inbox",
  "largeText",
  "light",
  "menu",
  "more",
  "myDesk",
  "normalText",
  "onBehalf",
  "otherLanguage",
  "otherLanguageCode",
  "product",
  "productKind",
  "productLine",
  "productShort",
  "publicMenu",
  "signIn",
  "signOut",
  "skip",
  "tools",
] as const;

export type ShellWords = Record<(typeof SHELL_WORDS)[number], string>;

export type FormAction = ComponentProps<"form">["action"];

export type NavItem = {
  key: string;
  href: string;
  label: string;
  icon: IconName;
  /** Only what this person must act upon. */
  count?: number;
  /** The count as a reader says it. */
  spokenCount?: string;
  current?: boolean;
};

/** The first group has no title; then this year; then what always stands. */
export type NavGroup = { key: string; title?: string; items: NavItem[] };

/** Addresses of the display page, each going straight to one choice where given. */
export type DisplayLinks = {
  all: string;
  accessibility?: string;
  largeText?: string;
  theme?: string;
  language?: string;
  /** What is on now, so that the link can name the way back. */
  isLarge?: boolean;
  isDark?: boolean;
};

export type Person = {
  name: string;
  organisation: string;
  /** The other hats of the same account; choosing one posts `appointmentId`. */
  otherAppointments?: { id: string; label: string }[];
  switchAppointment?: FormAction;
  /** Posted to by a plain form. */
  signOutHref: string;
  /** Further lines of the account menu. */
  links?: { href: string; label: string }[];
};

export type YearSwitch = { title: string; options?: { href: string; label: string; current?: boolean }[] };

export type DeskProps = {
  /** Shows the dashed label on every page. */
  demonstration?: boolean;
  homeHref: string;
  year?: YearSwitch;
  search?: { action: string; label: string };
  inbox?: { href: string; count: number; label: string };
  display: DisplayLinks;
  helpHref: string;
  person: Person;
  navigation: NavGroup[];
  /** Up to three for the foot of a phone; “more” opens the whole menu. */
  phoneTabs?: NavItem[];
  /** Such as “on behalf of …, until …”: stands on every page while it holds. */
  delegation?: string;
  /** A delegation is over: said on every page until another hat is chosen. */
  ended?: string;
  words: ShellWords;
};
