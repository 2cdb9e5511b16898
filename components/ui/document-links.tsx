import { buttonClass } from "./button";
import { Icon } from "./icon";

type Props = {
  /** The address to which `/pdf` and `/docx` are added. */
  base: string;
  words: { pdf: string; docx: string };
};

/** A paper as files; plain links, since the router must not fetch them as pages. */
export function DocumentLinks({ base, words }: Props) {
  return (
    <>
      {(["pdf", "docx"] as const).map((format) => (
        <a key={format} href={`${base}/${format}`} download className={buttonClass("secondary", "desk")}>
          <Icon name="download" />
          <span>{words[format]}</span>
        </a>
      ))}
    </>
  );
}
