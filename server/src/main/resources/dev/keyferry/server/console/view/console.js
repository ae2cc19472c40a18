"use strict";

// Tells of what htmx changes on a page, in regions that assistive technology reads out.
const say = (id, text) => {
    const region = document.getElementById(id);
    // Said twice, it would be read out twice.
    if (region && region.textContent !== text) {
        region.textContent = text;
    }
};

const unavailable = "The server did not answer. What is shown may be out of date.";

document.addEventListener("htmx:afterSwap", (event) => {
    const summary = document.querySelector("[data-summary]");
    say("problem", "");
    say("summary", summary ? summary.textContent : "");
    const answer = document.querySelector("[data-answer]");
    // The button that was pressed is no more where its answer took its place.
    if (answer && (event.detail.target.id === "result" || document.activeElement === document.body)) {
        answer.focus();
    }
});
document.addEventListener("htmx:responseError", (event) =>
    say("problem", `The server refused this (${event.detail.xhr.status}). What is shown may be out of date.`));
document.addEventListener("htmx:sendError", () => say("problem", unavailable));
document.addEventListener("htmx:timeout", () => say("problem", unavailable));

// A button that copies what stands elsewhere on the page; it shows only where scripts run.
const offerCopies = (part) => {
    for (const button of part.querySelectorAll("button[data-copy]")) {
        button.hidden = false;
        button.addEventListener("click", async () => {
            const source = document.getElementById(button.dataset.copy);
            say("copied", "");
            try {
                await navigator.clipboard.writeText(source.textContent);
                say("copied", "Copied.");
            } catch {
                getSelection().selectAllChildren(source);
                say("copied", "The browser does not let this page copy. It is selected: copy it by the keyboard.");
            }
        });
    }
};
offerCopies(document);
document.addEventListener("htmx:load", (event) => {
    if (event.detail.elt !== document.body) {
        offerCopies(event.detail.elt);
    }
});

// Keys from a file, into the box; they are sent by its form only.
const keys = document.getElementById("keys");
const file = document.getElementById("file");
if (keys && file) {
    const most = 4 * 1024 * 1024;
    const take = async (files) => {
        if (files.length !== 1 || files[0].size > most) {
            say("problem", "Give one file of at most 4 MiB.");
            return;
        }
        say("problem", "");
        try {
            // What is not UTF-8 would be altered without a word, keys too.
            keys.value = new TextDecoder("utf-8", {fatal: true}).decode(await files[0].arrayBuffer());
            keys.focus();
        } catch {
            say("problem", "The file cannot be read as UTF-8 text. Save it so, and give it once more.");
        }
    };
    document.getElementById("drop").hidden = false;
    file.addEventListener("change", async () => {
        await take(file.files);
        file.value = "";
    });
    keys.addEventListener("dragover", (event) => {
        event.preventDefault();
        keys.classList.add("over-it");
    });
    for (const end of ["dragleave", "drop"]) {
        keys.addEventListener(end, () => keys.classList.remove("over-it"));
    }
    keys.addEventListener("drop", (event) => {
        if (event.dataTransfer.files.length > 0) {
            event.preventDefault();
            take(event.dataTransfer.files);
        }
    });
}

// A form that does something does it once, however often its button is pressed.
document.addEventListener("submit", (event) => {
    const form = event.target;
    if ("single" in form.dataset) {
        if ("sent" in form.dataset) {
            event.preventDefault();
            say("problem", "The form is on its way already. If no answer comes, load this page again.");
        }
        form.dataset.sent = "";
    }
});

// What is shown once is not there for who comes back to a page that the browser kept.
addEventListener("pagehide", () => {
    document.querySelectorAll("[data-once]").forEach((shown) => shown.remove());
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});
