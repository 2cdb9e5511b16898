import "server-only";

export { createNotice } from "./commands/create-notice";
export { issueNotice } from "./commands/issue-notice";
export { markMessageRead } from "./commands/mark-message-read";
export { sendMessage, sendMessages, sendMessagesOnce } from "./commands/send-message";
export { updateNotice } from "./commands/update-notice";
export { getNotice, getPublicNotice } from "./queries/get-notice";
export { countUnread, listInbox } from "./queries/list-inbox";
export { listNotices, listPublicNotices } from "./queries/list-notices";
export { checkDocumentNumber, checkNumberYear, toTexts } from "./rules";
