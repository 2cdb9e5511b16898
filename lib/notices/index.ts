import "server-only";

export { confirmAddress } from "./commands/confirm-address";
export { createNotice } from "./commands/create-notice";
export { issueNotice } from "./commands/issue-notice";
export { keepOwnMobileIn } from "./commands/keep-own-mobile";
export { markMessageRead } from "./commands/mark-message-read";
export { requestAddressCode } from "./commands/request-address-code";
export { saveContact } from "./commands/save-contact";
export { closeLetter, newAddressCode, planDeliveries, takeLetter } from "./commands/send-letters";
export { sendMessage, sendMessages, sendMessagesOnce } from "./commands/send-message";
export { updateNotice } from "./commands/update-notice";
export { getContact } from "./queries/get-contact";
export { getNotice, getPublicNotice } from "./queries/get-notice";
export { listFailedDeliveries } from "./queries/list-failed-deliveries";
export { countUnread, listInbox } from "./queries/list-inbox";
export { listNotices, listPublicNotices } from "./queries/list-notices";
export { checkDocumentNumber, checkNumberYear, toTexts } from "./rules";
export { ADDRESS_CODE_WANTED } from "./store";
