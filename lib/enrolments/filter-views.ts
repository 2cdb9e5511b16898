type Choice = { id: string; name: string; nameEn: string };

/** What the filters of a list can be set to besides sub-projects, within the actor's scope. */
export type FilterChoices = {
  /** Each with the city that it belongs to, if any. */
  schools: (Choice & { cityId: string | null })[];
  cities: Choice[];
  /** For the body that delegates: whom it has delegated to now. */
  delegations: Choice[];
};
