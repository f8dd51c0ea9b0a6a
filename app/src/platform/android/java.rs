//! The bridge to `app/android/kotlin/Phone.kt` by JNI: six shapes of call, from Rust to Java only.
//!
//! A call that fails (a method that is missing, an exception) answers with nothing. The exception is cleared: left
//! pending, it would end the app at the next call. All `unsafe` of the app is here.
#![allow(
    unsafe_code,
    reason = "JNI is reached through two pointers that tao leaves behind"
)]

use std::sync::Arc;

use jni::objects::{GlobalRef, JByteArray, JObject, JString};
use jni::{JNIEnv, JavaVM};

type Answer<T> = jni::errors::Result<T>;

/// The one `Phone` of this app. Clones share it; any thread may call.
#[derive(Clone)]
pub struct Java {
    vm: Arc<JavaVM>,
    phone: GlobalRef,
}

impl Java {
    /// Asks the activity for it.
    pub fn find() -> Answer<Self> {
        let context = ndk_context::android_context();
        // SAFETY: tao stores the process's own machine before it starts the thread that we run on (tao 0.34,
        // `ndk_glue::create`), and the machine lives as long as the process.
        let vm = unsafe { JavaVM::from_raw(context.vm().cast()) }?;
        let phone = {
            let mut env = vm.attach_current_thread_permanently()?;
            // SAFETY: beside it tao stores a global reference to the activity, which it holds until the activity is
            // destroyed; then `MainActivity.onDestroy` ends the process. `JObject` frees nothing when it is dropped, so
            // tao's reference stays tao's.
            let activity = unsafe { JObject::from_raw(context.context().cast()) };
            let phone = env
                .call_method(&activity, "getPhone", "()Lorg/wayside/app/Phone;", &[])?
                .l()?;
            env.new_global_ref(phone)?
        };
        let vm = Arc::new(vm);
        Ok(Self { vm, phone })
    }

    /// Calls a method that answers with nothing.
    pub fn run(&self, name: &str) {
        self.call(|env, phone| env.call_method(phone, name, "()V", &[])?.v());
    }

    /// Calls a method that takes a text.
    pub fn give(&self, name: &str, text: &str) {
        self.call(|env, phone| {
            let text = env.new_string(text)?;
            env.call_method(phone, name, "(Ljava/lang/String;)V", &[(&text).into()])?
                .v()
        });
    }

    /// Calls a method that takes a name and bytes; whether it says that it is done.
    pub fn hand(&self, method: &str, name: &str, bytes: &[u8]) -> bool {
        let done = self.call(|env, phone| {
            let name = env.new_string(name)?;
            let bytes = env.byte_array_from_slice(bytes)?;
            let given = [(&name).into(), (&bytes).into()];
            env.call_method(phone, method, "(Ljava/lang/String;[B)Z", &given)?
                .z()
        });
        done.unwrap_or(false)
    }

    /// Calls a method that answers with a text, or with none.
    pub fn text(&self, name: &str) -> Option<String> {
        self.call(|env, phone| {
            let text = env.call_method(phone, name, "()Ljava/lang/String;", &[])?;
            let text = JString::from(text.l()?);
            if text.is_null() {
                return Ok(None);
            }
            let text: String = env.get_string(&text)?.into();
            Ok(Some(text))
        })?
    }

    /// Calls a method that answers with bytes, or with none.
    pub fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        self.call(|env, phone| {
            let bytes = JByteArray::from(env.call_method(phone, name, "()[B", &[])?.l()?);
            if bytes.is_null() {
                return Ok(None);
            }
            env.convert_byte_array(&bytes).map(Some)
        })?
    }

    /// Calls a method that takes bytes and answers with bytes, or with none.
    pub fn answer(&self, name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
        self.call(|env, phone| {
            let given = env.byte_array_from_slice(bytes)?;
            let answer = env.call_method(phone, name, "([B)[B", &[(&given).into()])?;
            let answer = JByteArray::from(answer.l()?);
            if answer.is_null() {
                return Ok(None);
            }
            env.convert_byte_array(&answer).map(Some)
        })?
    }

    /// Runs on this thread, which from now on belongs to Java, too. References that Java hands out meanwhile are freed
    /// at the end.
    fn call<T>(&self, work: impl FnOnce(&mut JNIEnv<'_>, &JObject<'_>) -> Answer<T>) -> Option<T> {
        let mut env = self.vm.attach_current_thread_permanently().ok()?;
        let answer = env.with_local_frame(8, |env| work(env, self.phone.as_obj()));
        if answer.is_err() {
            let _ = env.exception_clear();
        }
        answer.ok()
    }
}
