import "server-only";

export { activateAccount, activateTeacher } from "./commands/activate-account";
export { createAccount } from "./commands/create-account";
export { disableAccount } from "./commands/disable-account";
export { foundInstallation } from "./commands/found-installation";
export { handOutTeacherCodeIn } from "./commands/hand-out-teacher-code";
export { signIn } from "./commands/sign-in";
export { signInAsDemonstration } from "./commands/sign-in-as-demonstration";
export { signOut } from "./commands/sign-out";
export { switchAppointment } from "./commands/switch-appointment";
export { findSessionActor } from "./queries/find-session-actor";
export { listAccounts } from "./queries/list-accounts";
export { listDemonstrationRoles, listOwnAppointments } from "./queries/list-appointments";
export { grantableRoles } from "./rules";
