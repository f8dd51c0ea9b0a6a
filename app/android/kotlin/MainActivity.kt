package dev.dioxus.main

import android.content.Intent
import android.content.res.Configuration
import android.os.Bundle
import android.os.Process
import android.view.View
import android.view.WindowManager.LayoutParams.FLAG_SECURE
import android.webkit.WebView
import androidx.activity.OnBackPressedCallback
import androidx.core.view.ViewCompat
import androidx.core.view.WindowCompat
import androidx.core.view.WindowInsetsCompat
import androidx.core.view.WindowInsetsCompat.Type
import org.wayside.app.Phone
import org.wayside.app.R
import org.wayside.app.SyncJob

// wry's Logger.kt asks for it in this package, as dx's own MainActivity gives it (dioxus-cli 0.7.10, assets/android/MainActivity.kt.hbs).
typealias BuildConfig = org.wayside.app.BuildConfig

/**
 * The one activity: wry's, and around its page what only an activity can do.
 *
 * dx puts this file in this package (Dioxus.toml, `android_main_activity`); `WryActivity` and `RustWebView` are wry 0.53's.
 */
class MainActivity : WryActivity() {
    /** Asked for by Rust: app/src/platform/android/java.rs. */
    val phone = Phone(this)
    private var page: WebView? = null

    /** Not wry's: it knows the page's history only, which Dioxus does not use. */
    override val handleBackNavigation: Boolean = false

    override fun onCreate(savedInstanceState: Bundle?) {
        // Before anything is drawn: no screenshot, no screen sharing, and a blank card among the recent apps.
        window.setFlags(FLAG_SECURE, FLAG_SECURE)
        phone.start()
        // After a restart by the system the intent is the old one, and was answered long ago.
        if (savedInstanceState == null) phone.receive(intent)
        super.onCreate(savedInstanceState)
        onBackPressedDispatcher.addCallback(this, object : OnBackPressedCallback(true) {
            override fun handleOnBackPressed() = phone.back()
        })
        fit()
        dress()
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        phone.receive(intent)
    }

    // The newer way, with a launcher, would have to be set up here, before there is anything to pick; wry's own launchers still pass here.
    @Suppress("OVERRIDE_DEPRECATION", "DEPRECATION")
    override fun onActivityResult(requestCode: Int, resultCode: Int, data: Intent?) {
        super.onActivityResult(requestCode, resultCode, data)
        phone.picked(requestCode, data)
    }

    override fun onRequestPermissionsResult(requestCode: Int, permissions: Array<String>, grantResults: IntArray) {
        super.onRequestPermissionsResult(requestCode, permissions, grantResults)
        phone.answered(requestCode)
    }

    override fun onStart() {
        super.onStart()
        SyncJob.cancel(this)
        phone.tell("sync")
    }

    override fun onStop() {
        SyncJob.schedule(this)
        super.onStop()
    }

    /**
     * Language, text size, dark mode, rotation and window size change here: the manifest says that the activity stays for all of them.
     */
    override fun onConfigurationChanged(newConfig: Configuration) {
        super.onConfigurationChanged(newConfig)
        dress()
        phone.tell("language")
    }

    /**
     * One activity a process. Dioxus can't do with a second one: the thread of the first still runs, gets half of the events through
     * the one pipe that tao 0.34 has (ndk_glue.rs, `PIPE`), and ends the process when it hears of the end (`EventLoop::run`); the new
     * page's channel hears the old one's `OnDestroy` and closes (wry 0.53, android/main_pipe.rs). So the process ends here, at once.
     * Nothing is lost: what a screen shows as saved is on the disk.
     */
    override fun onDestroy() {
        super.onDestroy()
        Process.killProcess(Process.myPid())
    }

    override fun onWebViewCreate(webView: WebView) {
        page = webView
        webView.settings.setGeolocationEnabled(false)
        // What is typed here is no password or address for another app to keep.
        webView.importantForAutofill = View.IMPORTANT_FOR_AUTOFILL_NO_EXCLUDE_DESCENDANTS
        dress()
    }

    /** The page goes from edge to edge, less the bars, the camera's hole, and the keyboard while it is there. */
    private fun fit() {
        WindowCompat.setDecorFitsSystemWindows(window, false)
        ViewCompat.setOnApplyWindowInsetsListener(findViewById(android.R.id.content)) { frame, insets ->
            val edges = insets.getInsets(Type.systemBars() or Type.displayCutout() or Type.ime())
            frame.setPadding(edges.left, edges.top, edges.right, edges.bottom)
            WindowInsetsCompat.CONSUMED
        }
    }

    /** The colours and the text size of the system, as they are now. A page takes them when it is made, and never again by itself. */
    private fun dress() {
        val now = resources.configuration
        val dark = now.uiMode and Configuration.UI_MODE_NIGHT_MASK == Configuration.UI_MODE_NIGHT_YES
        window.setBackgroundDrawableResource(R.color.paper)
        WindowCompat.getInsetsController(window, window.decorView).apply {
            isAppearanceLightStatusBars = !dark
            isAppearanceLightNavigationBars = !dark
        }
        page?.settings?.textZoom = (100 * now.fontScale).toInt()
    }
}
