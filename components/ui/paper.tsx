import type { ReactNode } from "react";
import { cx } from "./cx";

type PaperProps = {
  issuer: ReactNode;
  number?: ReactNode;
  title: ReactNode;
  /** The title is the page's h1 on the notice's own page, an h3 in a preview beside other work. */
  titleAs?: "h1" | "h2" | "h3";
  /** Whom it is addressed to, with its colon. */
  addressee?: ReactNode;
  children: ReactNode;
  attachments?: ReactNode[];
  /** The word that stands before the first attachment. */
  attachmentsLabel?: ReactNode;
  signature?: ReactNode;
  date?: ReactNode;
  /** Small enough to stand in a panel as a preview. */
  compact?: boolean;
};

/** The sheet of an official notice: red head and rule, number, title, body, attachments, who and when. */
export function Paper({
  issuer,
  number,
  title,
  titleAs: Title = "h1",
  addressee,
  children,
  attachments,
  attachmentsLabel,
  signature,
  date,
  compact,
}: PaperProps) {
  return (
    <article
      className={cx(
        "paper border border-line",
        compact ? "px-8 py-8 text-13" : "px-5 py-10 text-17 leading-8 sm:px-16 sm:py-12",
      )}
    >
      <p
        className={cx(
          "text-center font-bold text-official [font-family:var(--title-face)]",
          compact ? "text-18 tracking-[0.06em]" : "text-24 tracking-[0.12em] sm:text-30",
        )}
      >
        {issuer}
      </p>
      {number ? (
        <p className={cx("text-center", compact ? "order-last mt-2" : "mt-2 text-16")}>{number}</p>
      ) : null}
      <hr className={cx("border-0 border-t-2 border-official", compact ? "my-3" : "mt-3 mb-6")} />
      <Title
        className={cx(
          "text-center font-bold [font-family:var(--title-face)]",
          compact ? "mb-3 text-17" : "mb-5 text-24",
        )}
      >
        {title}
      </Title>
      {addressee ? <p>{addressee}</p> : null}
      <div className="[&_h2]:font-bold [&_h2]:font-sans [&_h3]:font-bold [&_h3]:font-sans [&>*]:indent-[2em]">
        {children}
      </div>
      {attachments && attachments.length > 0 ? (
        <div className="mt-4 flex pl-[2em]">
          <span className="shrink-0">{attachmentsLabel}</span>
          <ol className="min-w-0 list-none">
            {attachments.map((attachment, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: attachments are numbered by their place
              <li key={index}>
                {index + 1}. {attachment}
              </li>
            ))}
          </ol>
        </div>
      ) : null}
      {signature || date ? (
        <div className="mt-6 ml-auto w-fit pr-[2em] text-center">
          {signature ? <p>{signature}</p> : null}
          {date ? <p>{date}</p> : null}
        </div>
      ) : null}
    </article>
  );
}

/** The table of a notice's particulars: issuer, number, dates, subject, validity. */
export function Particulars({ items }: { items: { key: string; label: ReactNode; value: ReactNode }[] }) {
  return (
    <dl className="grid overflow-hidden rounded-control border border-line bg-surface text-13 sm:grid-cols-2">
      {items.map((item) => (
        <div key={item.key} className="-mt-px -ml-px flex border-t border-l border-line">
          <dt className="w-20 shrink-0 bg-canvas px-3 py-1.5 text-ink-3">{item.label}</dt>
          <dd className="min-w-0 flex-1 px-3 py-1.5">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
