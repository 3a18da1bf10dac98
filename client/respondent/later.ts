// What the first question can do without: one chunk, fetched in the background as soon as the page can be used.
export { holds } from "../../survey-definitions/evaluate.ts";
export { wording } from "../../survey-definitions/flow.ts";
export { endWithout } from "./end-without.ts";
export { placeText } from "./keeping.tsx";
export { complete, isKnown, lookAhead } from "./look-ahead.ts";
export { keepPage } from "./offline.ts";
export { AtHand, OtherText, Question } from "./question.tsx";
export { SendScreen } from "./send-screen.tsx";
export { settle } from "./settle.ts";
