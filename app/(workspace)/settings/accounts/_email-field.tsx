import { TextField } from "@/components/ui/field";

export type EmailWords = Record<"email" | "emailHint" | "optional" | "noMail", string>;

/** Where the link goes, or that none can go. */
export function EmailField({
  id = "email",
  mail,
  words,
  value,
  error,
}: {
  id?: string;
  mail: boolean;
  words: EmailWords;
  value?: string | undefined;
  error?: string | undefined;
}) {
  if (!mail) return <p className="text-13 text-ink-2">{words.noMail}</p>;
  return (
    <TextField
      id={id}
      name="email"
      type="email"
      autoComplete="off"
      label={words.email}
      optional={words.optional}
      hint={words.emailHint}
      defaultValue={value}
      error={error}
    />
  );
}
