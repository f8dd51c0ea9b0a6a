//! What a person sees. Every look waits; `lacks` alone is about this very moment.

use std::time::Instant;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::{Browser, LOOK, PATIENCE};

/// The first that a selector finds and a person could see.
const SEEN: &str =
    "const seen = [...document.querySelectorAll(given[0])].find((one) => one.checkVisibility());";

impl Browser {
    /// Waits until the body of an async function in the page gives something else than nothing, `false` or an empty
    /// text, and returns that. A page that is being loaded is asked again.
    pub async fn wait(&self, body: &str, given: Value) -> Value {
        let begun = Instant::now();
        loop {
            let told = self.try_run(body, given.clone()).await;
            match told {
                Ok(Value::Null | Value::Bool(false)) | Err(_) => {}
                Ok(Value::String(text)) if text.is_empty() => {}
                Ok(told) => return told,
            }
            if begun.elapsed() > PATIENCE {
                self.never(&format!("{body:.300} of {given:.300}")).await;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    async fn wait_for_text(&self, body: &str, given: Value) -> String {
        self.wait(body, given).await.as_str().unwrap().to_owned()
    }

    /// Waits until this JavaScript is true in the page.
    pub async fn until(&self, condition: &str) {
        self.wait(&format!("return Boolean({condition});"), json!([]))
            .await;
    }

    /// Waits until it is there, by its test id.
    pub async fn find(&self, testid: &str) {
        self.css(&of(testid)).await;
    }

    /// Waits until there is what a selector finds.
    pub async fn css(&self, selector: &str) {
        let body = format!("{SEEN} return seen !== undefined;");
        self.wait(&body, json!([selector])).await;
    }

    /// Waits until the attribute has this value, such as a state that is shown.
    pub async fn is(&self, testid: &str, attribute: &str, value: &str) {
        self.css(&format!("{}[{attribute}='{value}']", of(testid)))
            .await;
    }

    /// The attribute's value, once there is one that is not empty.
    pub async fn attribute(&self, testid: &str, attribute: &str) -> String {
        self.changed(&of(testid), attribute, "").await
    }

    /// The attribute's value, once it is another than this.
    pub async fn changed(&self, selector: &str, attribute: &str, from: &str) -> String {
        let body = format!(
            "{SEEN} const now = seen?.getAttribute(given[1]); return now === given[2] ? null : now;"
        );
        self.wait_for_text(&body, json!([selector, attribute, from]))
            .await
    }

    /// The words on it, once there are any.
    pub async fn read(&self, testid: &str) -> String {
        let body = format!("{SEEN} return seen?.innerText.trim();");
        self.wait_for_text(&body, json!([of(testid)])).await
    }

    /// What stands in a field, once anything does.
    pub async fn value(&self, testid: &str) -> String {
        let body = format!("{SEEN} return seen?.value;");
        self.wait_for_text(&body, json!([of(testid)])).await
    }

    /// Waits until exactly this stands in a field.
    pub async fn holds(&self, testid: &str, text: &str) {
        let body = format!("{SEEN} return seen?.value === given[1];");
        self.wait(&body, json!([of(testid), text])).await;
    }

    /// Waits until these words are among those on it.
    pub async fn says(&self, testid: &str, words: &str) {
        let body = format!("{SEEN} return seen?.innerText.includes(given[1]);");
        self.wait(&body, json!([of(testid), words])).await;
    }

    /// Waits until these words are somewhere on the page.
    pub async fn shows(&self, words: &str) {
        self.wait(
            "return document.body.innerText.includes(given[0]);",
            json!([words]),
        )
        .await;
    }

    /// Waits until it is no longer there.
    pub async fn gone(&self, testid: &str) {
        let body = format!("{SEEN} return seen === undefined;");
        self.wait(&body, json!([of(testid)])).await;
    }

    /// It is not there now. Whoever asks has seen before that the page is drawn.
    pub async fn lacks(&self, testid: &str) {
        let body = format!("{SEEN} return seen !== undefined;");
        let there = self.run(&body, json!([of(testid)])).await;
        assert_eq!(there, json!(false), "{testid} is there");
    }

    /// These words are nowhere on the page now. Whoever asks has seen before that the page is drawn.
    pub async fn lacks_words(&self, words: &str) {
        let shown = self.text().await;
        assert!(!shown.contains(words), "{words} in {shown:.1500}");
    }

    /// Fails: this did not come, and what there was instead.
    pub async fn never(&self, what: &str) -> ! {
        panic!("never: {what}; on the page: {:.1500}", self.text().await)
    }

    async fn text(&self) -> String {
        match self.driver().find(By::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    }

    /// What a selector finds, once it is there. It may be another a moment later.
    pub(super) async fn element(&self, selector: &str) -> WebElement {
        loop {
            self.css(selector).await;
            let found = self.driver().find(By::Css(selector.to_owned())).await;
            if let Ok(element) = found {
                return element;
            }
        }
    }
}

pub(super) fn of(testid: &str) -> String {
    format!("[data-testid='{testid}']")
}
