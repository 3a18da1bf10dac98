import "./fonts.css";
import "./base.css";
import "./frame.css";
import "./question-list.css";
import "./table.css";
import "./result.css";
import "./entry.css";
import "./sample/sample.css";
import "./work.css";
import "./weights/weights.css";
import "./desk/desk.css";
import "./files/files.css";
import "./narrow.css";
import "./print.css";
import { render } from "preact";
import { App } from "./app.tsx";

const page = document.getElementById("page");
if (page) render(<App />, page);
