//! What a person presses and types.

use std::path::Path;
use std::time::Instant;

use serde_json::json;

use super::eyes::of;
use super::{Browser, LOOK, PATIENCE};

impl Browser {
    /// Presses it; a page that drew itself anew in between is looked at again.
    pub async fn tap(&self, testid: &str) {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let element = self.element(&of(testid)).await;
            if element.scroll_into_view().await.is_ok() && element.click().await.is_ok() {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
        self.never(&format!("{testid} can be pressed")).await;
    }

    /// Presses until the attribute of what the selector finds is this, and waits after each press for what it changes.
    pub async fn tap_until(&self, testid: &str, selector: &str, attribute: &str, becomes: &str) {
        let mut now = self.changed(selector, attribute, "").await;
        while now != becomes {
            self.tap(testid).await;
            now = self.changed(selector, attribute, &now).await;
        }
    }

    /// Presses an answer and waits until it is shown as saved.
    pub async fn answer(&self, item: &str, answer: &str) {
        let id = format!("answer-{item}-{answer}");
        self.tap(&id).await;
        self.is(&id, "data-state", "on").await;
    }

    /// Types into a field; one that was drawn anew meanwhile is looked for again.
    pub async fn fill(&self, testid: &str, text: &str) {
        let begun = Instant::now();
        while self
            .element(&of(testid))
            .await
            .send_keys(text)
            .await
            .is_err()
        {
            assert!(begun.elapsed() < PATIENCE, "{testid} takes no text");
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Puts a long text into a field at once.
    pub async fn paste(&self, testid: &str, text: &str) {
        self.find(testid).await;
        self.run(
            "document.querySelector(given[0]).focus(); document.execCommand('insertText', false, given[1]);",
            json!([of(testid), text]),
        )
        .await;
        self.holds(testid, text).await;
    }

    pub async fn pin(&self, digits: &str) {
        for digit in digits.chars() {
            self.tap(&format!("key-{digit}")).await;
        }
        self.is("pin-dots", "data-count", &digits.len().to_string())
            .await;
        self.tap("pin-go-on").await;
    }

    /// Types a password into its empty field and goes on.
    pub async fn password(&self, text: &str) {
        self.holds("field-passphrase", "").await;
        self.fill("field-passphrase", text).await;
        self.holds("field-passphrase", text).await;
        self.tap("pin-go-on").await;
    }

    /// What the page gives as a download from now on lies in this folder.
    pub async fn download_into(&self, folder: &Path) {
        let allow = json!({ "behavior": "allow", "downloadPath": folder });
        self.command("Browser.setDownloadBehavior", allow).await;
    }

    /// A download that is complete: until then it has another name.
    pub async fn downloaded(&self, file: &Path) -> Vec<u8> {
        let begun = Instant::now();
        loop {
            match std::fs::read(file) {
                Ok(bytes) => return bytes,
                Err(error) => assert!(begun.elapsed() < PATIENCE, "{error}"),
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}
