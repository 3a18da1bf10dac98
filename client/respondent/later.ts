// What the first question can do without: one chunk, fetched in the background as soon as the page can be used.
export { wording } from "../../survey-definitions/flow.ts";
export { CodeForm } from "./code-form.tsx";
export { endWithout } from "./end-without.ts";
export { complete, isKnown, lookAhead } from "./look-ahead.ts";
export { AtHand, OtherText, Question } from "./question.tsx";
export { SendScreen } from "./send-screen.tsx";
