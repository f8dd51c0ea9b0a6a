//! A browser's page: `localStorage` for the language, the storage manager, and what `web/boot.js` keeps in
//! `window.wayside` and `camera.js` in `window.waysideCamera`.

use std::cell::Cell;

use futures_channel::mpsc::{UnboundedSender, unbounded};
use futures_util::StreamExt;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wayside_domain::time::Timestamp;
use wayside_seam::Problem;
use web_sys::Window;

mod files;

use super::camera::Scan;
use super::{Event, Events, Kept, Later, Platform, Secret, Storage};

/// The name in `localStorage`, which `web/boot.js` reads, too.
const LANGUAGE: &str = "language";
/// The same, of the word about the notes.
const NOTES: &str = "notes";

/// A page.
#[derive(Clone, Copy, Debug)]
pub struct Page;

pub(crate) fn window() -> Option<Window> {
    web_sys::window()
}

impl Platform for Page {
    fn now(&self) -> Timestamp {
        wayside_seam::wall_clock()
    }

    fn machine_language(&self) -> String {
        window()
            .and_then(|window| window.navigator().language())
            .unwrap_or_else(|| "en".to_owned())
    }

    fn kept_language(&self) -> Option<String> {
        window()?.local_storage().ok()??.get_item(LANGUAGE).ok()?
    }

    fn keep_language(&self, tag: &str) {
        if let Some(Ok(Some(storage))) = window().map(|window| window.local_storage()) {
            let _ = storage.set_item(LANGUAGE, tag);
        }
    }

    fn secret(&self) -> Secret {
        Secret::PASSPHRASE
    }

    fn storage(&self, ask: bool) -> Later<Option<Storage>> {
        Box::pin(async move { storage(ask).await.ok() })
    }

    fn bundle(&self) -> Option<String> {
        Reflect::get(&boot()?, &"version".into()).ok()?.as_string()
    }

    fn events(&self) -> Events {
        let (tell, events) = unbounded();
        if let Some(window) = window() {
            listen(&window, "online", Event::Signal(true), &tell);
            listen(&window, "offline", Event::Signal(false), &tell);
            listen(&window, "wayside-sync", Event::TimeToSync, &tell);
            listen(&window, "wayside-waiting", Event::UpdateWaits, &tell);
            listen(&window, "wayside-no-room", Event::UpdateNoRoom, &tell);
            listen(&window, "wayside-offline", Event::Offline, &tell);
            listen(&window, "wayside-file", Event::ReceivedFile, &tell);
            guard_back(&window, &tell);
            let _ = tell.unbounded_send(Event::Signal(window.navigator().on_line()));
            let before = [
                (boot_says("waiting"), Event::UpdateWaits),
                (boot_says("noRoom"), Event::UpdateNoRoom),
                (boot_says("hasFile"), Event::ReceivedFile),
            ];
            for (_, event) in before.into_iter().filter(|(is, _)| *is) {
                let _ = tell.unbounded_send(event);
            }
        }
        events.boxed_local()
    }

    fn origin(&self) -> Option<String> {
        let origin = window()?.location().origin().ok()?;
        wayside_seam::relay::address(&origin).ok()
    }

    fn offline(&self) -> Option<bool> {
        Reflect::get(&boot()?, &"offline".into()).ok()?.as_bool()
    }

    fn updates_unasked(&self) -> bool {
        boot_says("mayTake")
    }

    fn update(&self) {
        call_boot("takeOver", &[]);
    }

    fn remembered(&self) -> Option<Kept> {
        let word = window()?.local_storage().ok()??.get_item(NOTES).ok()??;
        Kept::ALL.into_iter().find(|kept| kept.id() == word)
    }

    fn remember(&self, kept: Option<Kept>) {
        if let Some(Ok(Some(storage))) = window().map(|window| window.local_storage()) {
            let _ = match kept {
                Some(kept) => storage.set_item(NOTES, kept.id()),
                None => storage.remove_item(NOTES),
            };
        }
    }

    fn restart(&self) {
        if let Some(window) = window() {
            let _ = window.location().reload();
        }
    }

    fn leave(&self) {
        LEAVING.set(true);
        if let Some(Ok(history)) = window().map(|window| window.history()) {
            let _ = history.back();
        }
    }

    fn can_share(&self) -> bool {
        false
    }

    fn share(&self, _text: &str) {}

    fn camera(&self) -> bool {
        kept("waysideCamera").is_some_and(|camera| is_true(&camera, "canRead"))
    }

    fn scan(&self) -> Later<Scan> {
        Box::pin(async { scan().await.unwrap_or(Scan::Unsupported) })
    }

    fn received(&self) -> Option<String> {
        None
    }

    fn files(&self) -> bool {
        true
    }

    fn share_file(&self, name: &str, bytes: Vec<u8>) -> Later<Result<bool, Problem>> {
        let given = files::give(name, &bytes).map(|()| true);
        Box::pin(std::future::ready(given))
    }

    fn pick_file(&self) -> Later<Result<Option<Vec<u8>>, Problem>> {
        // At once: browsers open their dialog only while a tap is being answered.
        let picked = files::ask();
        Box::pin(async move {
            match picked {
                Some((input, answer)) => files::picked(&input, answer).await,
                None => Err(files::failed()),
            }
        })
    }

    fn received_file(&self) -> Option<Vec<u8>> {
        let file: Uint8Array = call_boot("takeFile", &[])?.dyn_into().ok()?;
        Some(file.to_vec())
    }

    fn file_taken(&self) {
        call_boot("fileTaken", &[]);
    }

    fn reminders(&self) -> Option<bool> {
        None
    }

    fn set_reminders(&self, _on: bool) {}

    fn remind(&self, _at: Option<Timestamp>, _text: &str) {}
}

/// What `web/boot.js` keeps for the app.
fn boot() -> Option<JsValue> {
    kept("wayside")
}

/// What a script of the page keeps under this name.
fn kept(name: &str) -> Option<JsValue> {
    let kept = Reflect::get(&JsValue::from(window()?), &name.into()).ok()?;
    kept.is_object().then_some(kept)
}

async fn scan() -> Option<Scan> {
    let word = promised(&kept("waysideCamera")?, "read").await.ok()?;
    Scan::told(&word.as_string()?)
}

/// Whether one of its values is true.
pub(crate) fn boot_says(name: &str) -> bool {
    boot().is_some_and(|boot| is_true(&boot, name))
}

fn is_true(object: &JsValue, name: &str) -> bool {
    Reflect::get(object, &name.into()).is_ok_and(|value| value.is_truthy())
}

/// Calls one of its functions, if it is there.
pub(crate) fn call_boot(name: &str, given: &[&str]) -> Option<JsValue> {
    let boot = boot()?;
    let given: Array = given.iter().map(|text| JsValue::from_str(text)).collect();
    let function = Reflect::get(&boot, &name.into()).ok()?;
    let function: Function = function.dyn_into().ok()?;
    function.apply(&boot, &given).ok()
}

/// Listens as long as the page lives.
fn listen(window: &Window, name: &str, event: Event, tell: &UnboundedSender<Event>) {
    let tell = tell.clone();
    let heard = Closure::<dyn FnMut()>::new(move || {
        // After the app has gone nobody hears it.
        let _ = tell.unbounded_send(event);
    });
    let _ = window.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    heard.forget();
}

thread_local! {
    /// An entry of the history lies above the one that the page was opened with: back takes that first.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// Back found nothing to go back to. The next back leaves the page, unless something is tapped before.
    static LEAVING: Cell<bool> = const { Cell::new(false) };
}

/// The browser's back would leave the page, so the page keeps one entry above its own, which back takes away and a tap
/// puts there again: browsers pass over entries that nobody tapped for.
fn guard_back(window: &Window, tell: &UnboundedSender<Event>) {
    let tell = tell.clone();
    let back = Closure::<dyn FnMut()>::new(move || {
        GUARDED.set(false);
        if !LEAVING.replace(false) {
            let _ = tell.unbounded_send(Event::Back);
            guard();
        }
    });
    let tapped = Closure::<dyn FnMut()>::new(guard);
    let _ = window.add_event_listener_with_callback("popstate", back.as_ref().unchecked_ref());
    let _ = window.add_event_listener_with_callback("click", tapped.as_ref().unchecked_ref());
    back.forget();
    tapped.forget();
}

fn guard() {
    let history = window().map(|window| window.history());
    if let Some(Ok(history)) = history
        && !GUARDED.get()
    {
        GUARDED.set(history.push_state(&JsValue::NULL, "").is_ok());
    }
}

/// Asked by name: an older browser lacks single functions of the storage manager.
async fn storage(ask: bool) -> Result<Storage, JsValue> {
    let window = window().ok_or(JsValue::NULL)?;
    let manager = JsValue::from(window.navigator().storage());
    if ask {
        // A refusal is an answer, too.
        let _ = promised(&manager, "persist").await;
    }
    let kept = promised(&manager, "persisted")
        .await
        .is_ok_and(|kept| kept.is_truthy());
    let estimate = promised(&manager, "estimate").await?;
    let bytes = |name: &str| {
        let value = Reflect::get(&estimate, &name.into()).ok()?.as_f64()?;
        Some(value.max(0.0) as u64)
    };
    Ok(Storage {
        kept,
        used: bytes("usage").unwrap_or(0),
        quota: bytes("quota").unwrap_or(0),
    })
}

async fn promised(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(object, &name.into())?.dyn_into()?;
    let promise: Promise = function.call0(object)?.dyn_into()?;
    JsFuture::from(promise).await
}
