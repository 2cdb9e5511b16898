import { useTranslations } from "next-intl";
import { buttonClass } from "../ui/button";
import { cx } from "../ui/cx";
import { Icon } from "../ui/icon";
import type { FormAction } from "./shell-props";

export type ClockStep = {
  key: string;
  label: string;
  action: FormAction;
  /** Hidden fields of the step's form. */
  fields?: Record<string, string>;
};

/** The business clock of a demonstration: what time it is there, and the next moments one can move to. */
export function DemonstrationBar({ time, steps }: { time: string; steps: ClockStep[] }) {
  const t = useTranslations("shell");
  const [first, ...later] = steps;
  return (
    <section
      aria-label={t("clock.label")}
      data-chrome
      className="relative z-40 flex items-center gap-x-4 border-b border-dashed border-control bg-sunken px-4 py-1 text-13"
    >
      <p className="flex items-center gap-1.5 font-bold">
        <Icon name="clock" size={14} />
        {t("clock.now", { time })}
      </p>
      <p className="hidden text-ink-2 sm:block">{t("clock.explain")}</p>
      <div className="ml-auto flex flex-wrap items-center gap-2">
        {first ? (
          <div className="max-sm:hidden">
            <StepForm step={first} prefix={t("clock.forward")} />
          </div>
        ) : null}
        {steps.length > 0 ? (
          <details data-menu name="shell-menu" className={cx("relative", later.length === 0 && "sm:hidden")}>
            <summary className={buttonClass("quiet", "small", "whitespace-nowrap")}>
              <span className="max-sm:hidden">{t("more")}</span>
              <span className="sm:hidden">{t("clock.forward")}</span>
              <Icon name="chevron-down" size={14} />
            </summary>
            <div className="absolute top-full right-0 z-50 mt-1 grid w-max max-w-[80vw] gap-1 rounded-panel border border-line-strong bg-raised p-2 shadow-float">
              {steps.map((step, index) => (
                <div key={step.key} className={index === 0 ? "sm:hidden" : undefined}>
                  <StepForm step={step} prefix={t("clock.forward")} />
                </div>
              ))}
            </div>
          </details>
        ) : null}
      </div>
    </section>
  );
}

function StepForm({ step, prefix }: { step: ClockStep; prefix: string }) {
  return (
    <form action={step.action}>
      {Object.entries(step.fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={buttonClass("secondary", "small", "w-full justify-start")}>
        <span>
          {prefix}
          <b className="ml-1">{step.label}</b>
        </span>
      </button>
    </form>
  );
}
