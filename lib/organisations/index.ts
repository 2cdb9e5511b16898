import "server-only";

export { createOrganisation, createOrganisationIn } from "./commands/create-organisation";
export { findSchools } from "./queries/find-schools";
export { listOrganisationChoices } from "./queries/list-organisation-choices";
export { listOrganisations } from "./queries/list-organisations";
export { englishNames, findOrganisationsByName, provincesByRegion } from "./store";
