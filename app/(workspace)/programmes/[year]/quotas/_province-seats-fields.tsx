import { type Option, SelectField } from "@/components/ui/field";
import type { FormState } from "@/lib/kernel/form-state";
import { SeatsFields } from "./_seats-fields";

type Props = {
  state: FormState;
  subProjects: Option[];
  provinces: Option[];
  words: Record<"subProject" | "province" | "choose" | "seats" | "reason", string>;
};

/** Seats of which sub-project, which province's, how many and why. */
export function ProvinceSeatsFields({ state, subProjects, provinces, words }: Props) {
  return (
    <>
      <SelectField
        id="subProjectId"
        name="subProjectId"
        label={words.subProject}
        options={subProjects}
        defaultValue={state.values.subProjectId}
      />
      <SelectField
        id="provinceId"
        name="provinceId"
        label={words.province}
        error={state.problems.find((problem) => problem.field === "provinceId")?.message}
        empty={words.choose}
        options={provinces}
        defaultValue={state.values.provinceId}
      />
      <SeatsFields state={state} words={words} />
    </>
  );
}
