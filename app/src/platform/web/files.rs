//! Files in a browser: given as a download, picked with the browser's own dialog. Refused: `navigator.share` with a
//! file. Browsers allow it for a list of endings only, and ours is not on it. The downloaded file can be shared from
//! its folder.

use std::cell::RefCell;

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wayside_seam::Problem;
use wayside_seam::courier::LARGEST_FILE;
use web_sys::{Blob, Document, HtmlAnchorElement, HtmlInputElement, Url};

use super::window;

thread_local! {
    /// The address of what was given last: the browser may still be reading it until the next one.
    static GIVEN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The browser did not do as it is specified.
pub fn failed() -> Problem {
    Problem::Internal {
        what: "the browser's files".into(),
    }
}

fn document() -> Option<Document> {
    window()?.document()
}

/// Starts a download.
pub fn give(name: &str, bytes: &[u8]) -> Result<(), Problem> {
    download(name, bytes).ok_or_else(failed)
}

fn download(name: &str, bytes: &[u8]) -> Option<()> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence(&parts).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    if let Some(earlier) = GIVEN.replace(Some(address.clone())) {
        let _ = Url::revoke_object_url(&earlier);
    }
    let link = document()?.create_element("a").ok()?;
    let link: HtmlAnchorElement = link.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Some(())
}

/// Opens the dialog; what is chosen in it fulfils the promise. It is never fulfilled where an older browser says
/// nothing of a dialog that was closed: whoever waits may stop waiting.
pub fn ask() -> Option<(HtmlInputElement, Promise)> {
    let input = document()?.create_element("input").ok()?;
    let input: HtmlInputElement = input.dyn_into().ok()?;
    input.set_type("file");
    let answer = Promise::new(&mut |done, _| {
        for name in ["change", "cancel"] {
            let _ = input.add_event_listener_with_callback(name, &done);
        }
    });
    input.click();
    Some((input, answer))
}

/// What was picked.
pub async fn picked(input: &HtmlInputElement, answer: Promise) -> Result<Option<Vec<u8>>, Problem> {
    JsFuture::from(answer).await.map_err(|_| failed())?;
    let Some(file) = input.files().and_then(|files| files.get(0)) else {
        return Ok(None);
    };
    if file.size() > LARGEST_FILE as f64 {
        return Err(Problem::CourierUnknown);
    }
    let bytes: Result<JsValue, JsValue> = JsFuture::from(file.array_buffer()).await;
    // A card that was pulled out, for one.
    let bytes = bytes.map_err(|_| Problem::Disk {
        what: "the file can't be read".into(),
    })?;
    Ok(Some(Uint8Array::new(&bytes).to_vec()))
}
