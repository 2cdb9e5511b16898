export { authorise, can, scopeOf } from "./decide";
export { organisationsInScope } from "./organisation-scope";
export { PERMISSIONS, type Permission } from "./permissions";
export { type ActingFor, type Actor, ROLES, type Role, type Scope } from "./roles";
