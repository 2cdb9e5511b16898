import { appointmentCases } from "./access/appointment-cases";
import { arrivalCases } from "./access/arrival-cases";
import { classCases, classPeopleCases } from "./access/class-cases";
import { delegationCases } from "./access/delegation-cases";
import { enrolmentCases } from "./access/enrolment-cases";
import { evidenceCases } from "./access/evidence-cases";
import { moveCases } from "./access/move-cases";
import { objectionCases } from "./access/objection-cases";
import { openCases } from "./access/open-cases";
import {
  auditCases,
  identityCases,
  noticeCases,
  organisationCases,
  referenceCases,
} from "./access/organisation-cases";
import { programmeCases } from "./access/programme-cases";
import { quotaCases } from "./access/quota-cases";
import { reportingCases } from "./access/reporting-cases";
import { seatCases } from "./access/seat-cases";
import type { AccessCases } from "./access/shape";
import { teacherCases } from "./access/teacher-cases";
import { wishCases } from "./access/wish-cases";

/** One row for every command and query behind a server door; an export without a row fails the build. */
export const ACCESS_CASES: Record<string, AccessCases> = {
  audit: auditCases,
  classes: classCases,
  enrolments: {
    ...enrolmentCases,
    ...classPeopleCases,
    ...delegationCases,
    ...evidenceCases,
    ...wishCases,
    ...arrivalCases,
    ...objectionCases,
    ...moveCases,
    ...openCases,
  },
  files: {},
  identity: { ...identityCases, ...appointmentCases },
  notices: noticeCases,
  organisations: organisationCases,
  programmes: programmeCases,
  quotas: { ...quotaCases, ...seatCases },
  reference: referenceCases,
  reporting: reportingCases,
  teachers: teacherCases,
};

/** Functions behind the doors that decide nothing about an actor, each with why. */
export const NO_ACTOR: Record<string, Record<string, string>> = {
  audit: {
    recordAudit: "the memory of a command, in its transaction",
    recordVerification: "of the operator's program and the worker; no page reaches it",
    sealTrail: "of the worker; no page reaches it",
    verifyTrail: "of the operator's program and the worker; no page reaches it",
  },
  classes: {
    addAmendment: "within the act on the class's people, which has authorised",
    holdClassForCancellation: "within the act on the class's people, which has authorised",
    listDeliveries: "public",
    loadAmendments: "for later modules that decide who may read them",
    loadClasses: "for commands of later modules, which authorise by their own rows",
    settleCancellation: "within the act on the class's people, which has authorised",
    loadIssuedNotice: "for later modules that decide who may read it",
  },
  enrolments: {
    advanceWaitingLines: "of the worker; no page reaches it",
    completeTeacherMoves: "of the worker; no page reaches it",
    listOpenPlaces: "public",
    delegatedEnrolments: "a condition made of the actor",
    dropUnusedEvidence: "of the job that tidies up; no page reaches it",
    countEnrolmentsByState: "the caller decides whose figures they are",
    findSubmission: "for the handler that tells the school",
    noticeRecipients: "for the handler that delivers a notice",
  },
  files: {
    discardFile: "within the act that needed the file, which has authorised",
    holdFileIn: "within the act that needs the file, which has authorised",
    openFile: "the caller decides who may read it",
    receiveFile: "keeps bytes for an act that has authorised",
    releaseFilesIn: "within the act that lets go of the file, which has authorised",
    sweepFiles: "of the job that tidies up; no page reaches it",
  },
  identity: {
    activateAccount: "for visitors: the one-time code decides",
    activateTeacher: "for visitors: the one-time code and the ID number decide",
    closeActivationLetter: "for the handler that sends a link",
    endsLastAtTheTop: "a rule",
    findAppointment: "for the handler that tells the bodies",
    sessionLimits: "figures of the policy, the same for everybody",
    finishSignIn: "for visitors: the first half of signing in and the code decide",
    findSessionActor: "finds the actor",
    dayInChina: "a rule",
    foundAdministration: "the first of an administration; no page reaches it",
    foundInstallation: "the first act on an empty database; no page reaches it",
    grantableRoles: "a rule",
    grantDelegationIn: "within the act of delegating a review, which has authorised",
    handOutTeacherCodeIn: "within the teachers module's act, which has authorised",
    moveTeacherAppointmentIn: "within the move of a teacher, to which both schools have agreed",
    listDemonstrationRoles: "for visitors of a demonstration",
    listOwnAppointments: "of the own account, for every role",
    revokeDelegationIn: "within the act of revoking, which has authorised",
    requireStepUp: "a gate in the doors of other acts, which have authorised",
    signIn: "for visitors",
    signInAsDemonstration: "for visitors of a demonstration",
    signOut: "of the own session, for every role",
    switchAppointment: "of the own session, for every role",
    takeActivationLetter: "for the handler that sends a link",
    withinAllowance: "bounds the acts of other doors, which authorise",
  },
  notices: {
    checkDocumentNumber: "a rule",
    closeLetter: "of the sender of letters; no page reaches it",
    keepOwnMobileIn: "a consequence of the caller's act, in the caller's transaction",
    newAddressCode: "of the sender of letters; no page reaches it",
    planDeliveries: "of the sender of letters; no page reaches it",
    takeLetter: "of the sender of letters; no page reaches it",
    checkNumberYear: "a rule",
    getPublicNotice: "public",
    listPublicNotices: "public",
    sendMessage: "a consequence within the caller's act",
    sendMessages: "a consequence within the caller's act",
    sendMessagesOnce: "a consequence within a handler",
    toTexts: "a rule",
  },
  organisations: {
    createOrganisationIn: "the twin of createOrganisation; it authorises too",
    englishNames: "for queries of later modules, which decide whose history is read",
    findOrganisationsByName: "for imports of later modules",
    provincesByRegion: "for commands of later modules",
  },
  programmes: {
    filterCatalogue: "a rule",
    findCatalogue: "public",
    getPublicSubProject: "public",
    loadDesignations: "for commands of later modules",
    loadSubProject: "for commands of later modules",
    loadSubProjects: "for commands of later modules",
    readQuotaTable: "reads a file for a command that has authorised",
    TableNames: "a rule",
    checkCount: "a rule",
    sameName: "a rule",
    windowIsLate: "a rule",
    windowIsOpen: "a rule",
    windowProblems: "a rule",
    momentOf: "for commands of later modules",
    ownWindowsOf: "for commands of later modules",
    grantExtensionIn: "within the act of quotas, which has authorised; it authorises too",
  },
  quotas: {
    assignCardIn: "within the act on an enrolment, which has authorised",
    openSeats: "the caller decides who asks",
    parseCardCode: "a rule",
    releaseCardIn: "within the act on an enrolment, which has authorised",
    unbindCardsOfIn: "within the move of a teacher, to which both schools have agreed",
  },
  reference: {
    codeSets: "public",
    codesByLabel: "for imports of later modules",
    listRegions: "public",
    majorsImported: "an event",
    readMajors: "a rule",
  },
  reporting: {
    classOf: "a rule",
    comparedBy: "a rule",
    forecast: "a rule",
    getShellFacts: "the frame of the own pages, for every role",
    isPersonalNumber: "a rule",
    isShare: "a rule",
    lensAround: "a rule",
    measureOf: "a rule",
    needsAttention: "a rule",
    refreshOverviews: "a job; no page reaches it",
    scaleClasses: "a rule",
    unusedSeats: "a rule",
    windowProgress: "a rule",
  },
  teachers: {
    idCheckCharacter: "a rule",
    loadRecordFacts: "for commands of later modules",
    recheckRecords: "after the reference data changed; no page reaches it",
    listDueMoves: "of the worker; no page reaches it",
    takeMoveEffectIn: "within the move of a teacher, to which both schools have agreed",
  },
};
