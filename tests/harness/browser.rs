//! What a person sees and presses in a real Chromium.
//!
//! The page answers over a socket. So every look waits until the element is there, at most `PATIENCE`.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::components::SelectElement;
use thirtyfour::prelude::*;

use crate::chromium::Chromium;
use crate::process::{Process, binary};

const PATIENCE: Duration = Duration::from_secs(30);
const LOOK: Duration = Duration::from_millis(50);

pub struct Browser {
    pub driver: WebDriver,
    chromium: Chromium,
}

/// Set by `tests/run --quick`.
pub fn skipped() -> bool {
    std::env::var_os("WAYSIDE_SKIP_BROWSER").is_some()
}

/// The app in browser mode, and the address that it prints.
pub fn demonstration(data: &Path, more: &[&str]) -> (Process, String) {
    let mut command = Command::new(binary("wayside-app"));
    command
        .arg("--data")
        .arg(data)
        .args(more)
        .env("LANG", "en_US.UTF-8");
    let (process, line) = Process::start(&mut command, "http://127.0.0.1:");
    let start = line.find("http://").unwrap();
    let address = line[start..].split_whitespace().next().unwrap().to_owned();
    (process, address)
}

impl Browser {
    /// A window of the given size with a fresh profile.
    pub async fn open(width: u32, height: u32) -> Browser {
        Browser::start(Chromium::new(width, height, false, &[]).await).await
    }

    /// A phone with a fresh profile.
    pub async fn phone() -> Browser {
        Browser::phone_with(&[]).await
    }

    /// A phone whose Chromium is given these flags, too.
    pub async fn phone_with(flags: &[String]) -> Browser {
        Browser::start(Chromium::new(390, 844, true, flags).await).await
    }

    async fn start(mut chromium: Chromium) -> Browser {
        let driver = chromium.start().await;
        Browser { driver, chromium }
    }

    /// Ends the browser. (Left to `drop`, the driver waits two minutes for itself.)
    pub async fn close(mut self) {
        let _ = self.driver.clone().quit().await;
        self.chromium.kill();
    }

    /// Kills it in the middle of whatever it does.
    pub fn kill(&mut self) {
        let _ = self.driver.clone().leak();
        self.chromium.kill();
    }

    /// Starts it again with the same profile.
    pub async fn reopen(&mut self) {
        self.kill();
        self.driver = self.chromium.start().await;
    }

    /// Where Chromium keeps everything of this browser.
    pub fn profile(&self) -> &Path {
        self.chromium.profile()
    }

    /// The largest piece of memory that its pages hold, in kB.
    pub fn largest_piece(&self) -> u64 {
        self.chromium.largest_piece()
    }

    pub async fn goto(&self, address: &str) {
        self.driver.goto(address).await.unwrap();
    }

    /// A command of Chromium's own protocol, for this tab.
    pub async fn command(&self, name: &str, given: Value) -> Value {
        let answer = self.driver.cdp().send_raw(name, given).await;
        answer.unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Runs the body of an async function in the page; `given` is an array of its arguments.
    pub async fn run(&self, body: &str, given: Value) -> Value {
        self.try_run(body, given)
            .await
            .unwrap_or_else(|error| panic!("{error}: {body:.300}"))
    }

    async fn try_run(&self, body: &str, given: Value) -> Result<Value, String> {
        let script = format!(
            "const given = Array.from(arguments), done = given.pop(); (async (given) => {{ {body} }})(given)
               .then((value) => done([value === undefined ? null : value, null]), (error) => done([null, String(error)]));"
        );
        let given = given.as_array().cloned().unwrap_or_default();
        let told = self
            .driver
            .execute_async(script, given)
            .await
            .map_err(|error| error.to_string())?;
        match told.json()[1].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(told.json()[0].clone()),
        }
    }

    /// Waits until this JavaScript is true in the page. A page that is being loaded is asked again.
    pub async fn until(&self, condition: &str) {
        let begun = Instant::now();
        let body = format!("return Boolean({condition});");
        while self.try_run(&body, json!([])).await != Ok(json!(true)) {
            assert!(
                begun.elapsed() < PATIENCE,
                "never: {condition}; on the page: {:.1500}",
                self.text().await
            );
            tokio::time::sleep(LOOK).await;
        }
    }

    /// What a person can see and press, by its test id.
    pub async fn find(&self, testid: &str) -> WebElement {
        self.css(&format!("[data-testid='{testid}']")).await
    }

    /// What a selector finds, once it is there.
    pub async fn css(&self, selector: &str) -> WebElement {
        match self
            .driver
            .query(By::Css(selector.to_owned()))
            .wait(PATIENCE, LOOK)
            .first()
            .await
        {
            Ok(element) => element,
            Err(_) => panic!("no {selector} on the page: {:.1500}", self.text().await),
        }
    }

    /// All that are there now, be it none.
    pub async fn find_all(&self, testid: &str) -> Vec<WebElement> {
        let selector = format!("[data-testid='{testid}']");
        self.driver.find_all(By::Css(selector)).await.unwrap()
    }

    /// Presses it; a page that drew itself anew in between is looked at again.
    pub async fn tap(&self, testid: &str) {
        for _ in 0..50 {
            let element = self.find(testid).await;
            if element.scroll_into_view().await.is_ok() && element.click().await.is_ok() {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
        panic!("{testid} can't be pressed");
    }

    /// Presses an answer and waits until it is shown as saved.
    pub async fn answer(&self, item: &str, answer: &str) {
        let id = format!("answer-{item}-{answer}");
        self.tap(&id).await;
        self.css(&format!("[data-testid='{id}'][data-state='on']"))
            .await;
    }

    pub async fn fill(&self, testid: &str, text: &str) {
        self.find(testid).await.send_keys(text).await.unwrap();
    }

    /// Puts a long text into a field at once.
    pub async fn paste(&self, testid: &str, text: &str) {
        self.find(testid).await.focus().await.unwrap();
        self.run(
            "document.execCommand('insertText', false, given[0]);",
            json!([text]),
        )
        .await;
    }

    pub async fn choose(&self, testid: &str, value: &str) {
        SelectElement::new(&self.find(testid).await)
            .await
            .unwrap()
            .select_by_value(value)
            .await
            .unwrap();
    }

    pub async fn pin(&self, digits: &str) {
        for digit in digits.chars() {
            self.tap(&format!("key-{digit}")).await;
        }
        self.css(&format!(
            "[data-testid='pin-dots'][data-count='{}']",
            digits.len()
        ))
        .await;
        self.tap("pin-go-on").await;
    }

    /// Types a password into its empty field and goes on.
    pub async fn password(&self, text: &str) {
        self.until("document.querySelector('[data-testid=field-passphrase]').value === ''")
            .await;
        self.fill("field-passphrase", text).await;
        self.tap("pin-go-on").await;
    }

    /// Into the frame of one of the demonstration's devices.
    pub async fn enter(&self, device: &str) {
        self.driver.enter_default_frame().await.unwrap();
        self.find(&format!("frame-{device}"))
            .await
            .enter_frame()
            .await
            .unwrap();
    }

    /// Out of any frame.
    pub async fn leave(&self) {
        self.driver.enter_default_frame().await.unwrap();
    }

    pub async fn text(&self) -> String {
        match self.driver.find(By::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    }

    pub async fn attribute(&self, testid: &str, name: &str) -> String {
        self.attribute_of(&format!("[data-testid='{testid}']"), name)
            .await
    }

    pub async fn attribute_of(&self, selector: &str, name: &str) -> String {
        self.css(selector)
            .await
            .attr(name)
            .await
            .unwrap()
            .unwrap_or_default()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.kill();
    }
}
