package org.wayside.app

import android.Manifest
import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.ContentValues
import android.content.Context
import android.content.Intent
import android.net.ConnectivityManager
import android.net.Network
import android.net.Uri
import android.os.Build
import android.os.ParcelFileDescriptor
import android.os.Parcelable
import android.os.Process
import android.provider.MediaStore
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import java.io.ByteArrayOutputStream
import java.io.InputStream
import java.security.KeyStore
import java.security.ProviderException
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.Executors
import java.util.concurrent.LinkedBlockingQueue
import javax.crypto.KeyGenerator
import javax.crypto.Mac
import javax.crypto.SecretKey
import kotlin.random.Random

/**
 * What Rust asks of the phone, and what the phone tells Rust.
 *
 * Rust calls by name from threads of its own (app/src/platform/android.rs): what it calls is public and kept by keep.pro. It is told
 * things by waiting for the next word; nothing here calls into Rust.
 */
class Phone(private val activity: Activity) {
    private val words = LinkedBlockingQueue<String>()
    private val texts = ConcurrentLinkedQueue<String>()
    private val files = ConcurrentLinkedQueue<ByteArray>()
    private val reader by lazy { Executors.newSingleThreadExecutor() }
    @Volatile private var heard = false
    private val kept by lazy { activity.getSharedPreferences("phone", Context.MODE_PRIVATE) }

    // --- for Rust ---

    /** The next word; waits for it. */
    fun next(): String {
        heard = true
        return words.take()
    }

    /** The app's private folder. Backups leave it out: see the manifest. */
    fun folder(): String = activity.filesDir.resolve("wayside").path

    /** The language of the system, or the one chosen there for this app. */
    fun language(): String = activity.resources.configuration.locales[0].toLanguageTag()

    /** The keystore's HMAC of a stretched PIN; null where it has no key for us, or fails. */
    fun hmac(message: ByteArray): ByteArray? = sign(message) { key() }

    /** The same; the key is made where there is none. */
    fun newHmac(message: ByteArray): ByteArray? = sign(message) { key() ?: newKey() }

    /** The text that another app handed over, once. */
    fun received(): String? = texts.poll()

    /** Whether reminders are on: a person switched them on here, and did not switch notices off in the phone's settings since. */
    fun reminders(): String = if (kept.getBoolean(REMINDERS, false) && Reminder.allowed(activity)) "on" else "off"

    /** Switches them; "on" asks for the permission where Android 13 and later want one. What became of it is told. */
    fun setReminders(text: String) = activity.runOnUiThread {
        val on = text == "on"
        if (on && !Reminder.allowed(activity) && Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            activity.requestPermissions(arrayOf(Manifest.permission.POST_NOTIFICATIONS), ASKED_TO_REMIND)
        } else {
            switchReminders(on)
        }
    }

    /** Sets the reminder: "MILLISECONDS TEXT", or nothing to take it back. */
    fun remind(text: String) = activity.runOnUiThread {
        val at = text.substringBefore(' ').toLongOrNull()
        if (at == null || reminders() != "on") Reminder.cancel(activity) else Reminder.set(activity, at, text.substringAfter(' '))
    }

    /** Gives a text to another app, which the person chooses. */
    fun share(text: String) = activity.runOnUiThread {
        val send = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, text)
        activity.startActivity(Intent.createChooser(send, null))
    }

    /**
     * Puts a file among the downloads and offers it to other apps; false where there is no room or no such place. It stays there, to be
     * copied to a card or sent once more, until the person deletes it. It is sealed, and its name says nothing.
     */
    fun shareFile(name: String, bytes: ByteArray): Boolean {
        val place = try {
            try {
                store(name, bytes)
            } catch (full: IllegalStateException) {
                // Android counts up to 31 files of one name.
                store("${Random.nextInt(0x1000, 0x10000).toString(16)}-$name", bytes)
            }
        } catch (failure: Exception) {
            // A full phone, a card that was pulled out, a maker's own way with files: for the person it is one thing.
            null
        } ?: return false
        activity.runOnUiThread {
            val send = Intent(Intent.ACTION_SEND).setType(SEALED).putExtra(Intent.EXTRA_STREAM, place)
                .addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
            activity.startActivity(Intent.createChooser(send, null))
        }
        return true
    }

    /** Lets the person pick a file; the picked one is told like one from another app. */
    fun pickFile() = activity.runOnUiThread {
        val pick = Intent(Intent.ACTION_OPEN_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType("*/*")
        try {
            activity.startActivityForResult(pick, PICKED)
        } catch (none: ActivityNotFoundException) {
            // A phone without a picker: files can still be handed over by other apps.
        }
    }

    /** The file that came, once; an empty one could not be read, or is larger than any of ours. */
    fun receivedFile(): ByteArray? = files.poll()

    /** Out of the app; it goes on running, as at the home key. */
    fun leave() = activity.runOnUiThread { activity.moveTaskToBack(true) }

    /** The app anew, in a process of its own. */
    fun restart() = activity.runOnUiThread {
        activity.startActivity(Intent.makeRestartActivityTask(activity.componentName))
        Process.killProcess(Process.myPid())
    }

    // --- for the activity and the job ---

    /** Tells Rust; what is told before it listens waits. */
    fun tell(word: String) = words.put(word)

    /** Back, by key or gesture. Rust knows where to; before it listens there is only the way out. */
    fun back() = if (heard) tell("back") else leave()

    /** What the person answered to a question for a permission. */
    fun answered(question: Int) {
        if (question == ASKED_TO_REMIND) switchReminders(true)
    }

    /** What the person picked. */
    fun picked(question: Int, answer: Intent?) {
        if (question == PICKED) answer?.data?.let { take(it) }
    }

    private fun switchReminders(on: Boolean) {
        kept.edit().putBoolean(REMINDERS, on && Reminder.allowed(activity)).apply()
        if (!on) Reminder.cancel(activity)
        if (reminders() == "on") tell("reminders-on") else tell("reminders-off")
    }

    /** Hears of the network from now on. */
    fun start() {
        running = this
        val manager = activity.getSystemService(ConnectivityManager::class.java)
        if (manager.activeNetwork == null) tell("signal-off")
        manager.registerDefaultNetworkCallback(object : ConnectivityManager.NetworkCallback() {
            override fun onAvailable(network: Network) = tell("signal-on")
            override fun onLost(network: Network) = tell("signal-off")
        })
    }

    /** Takes a shared text, a link or a file. Whether it is any good is for Rust to say. */
    fun receive(intent: Intent) {
        // Opened again from the recent apps: the intent is an old one.
        if (intent.flags and Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY != 0) return
        val file = when (intent.action) {
            Intent.ACTION_SEND -> stream(intent)
            Intent.ACTION_VIEW -> intent.data
            else -> null
        }
        // Another scheme could name a file of our own.
        if (file != null && file.scheme == "content") return take(file)
        val text = when (intent.action) {
            Intent.ACTION_SEND -> intent.getCharSequenceExtra(Intent.EXTRA_TEXT)?.toString()
            Intent.ACTION_VIEW -> intent.dataString
            else -> null
        }
        if (text != null && texts.size < WAITING) {
            texts.add(text)
            tell("received")
        }
    }

    // --- files ---

    /** The file that another app sends; anything may stand in its place. */
    private fun stream(intent: Intent): Uri? = try {
        @Suppress("DEPRECATION") // The other one came with Android 13.
        intent.getParcelableExtra<Parcelable>(Intent.EXTRA_STREAM) as? Uri
    } catch (wrong: RuntimeException) {
        null
    }

    /** Where the file is, once it is whole: before that nobody else sees it, and nothing is left of one that failed. */
    private fun store(name: String, bytes: ByteArray): Uri? {
        val resolver = activity.contentResolver
        val begun = ContentValues().apply {
            put(MediaStore.MediaColumns.DISPLAY_NAME, name)
            put(MediaStore.MediaColumns.MIME_TYPE, SEALED)
            put(MediaStore.MediaColumns.IS_PENDING, 1)
        }
        val place = resolver.insert(MediaStore.Downloads.EXTERNAL_CONTENT_URI, begun) ?: return null
        try {
            resolver.openFileDescriptor(place, "w")!!.use { file ->
                ParcelFileDescriptor.AutoCloseOutputStream(file).use { out ->
                    out.write(bytes)
                    file.fileDescriptor.sync()
                }
            }
            resolver.update(place, ContentValues().apply { put(MediaStore.MediaColumns.IS_PENDING, 0) }, null, null)
        } catch (failure: Exception) {
            resolver.delete(place, null, null)
            throw failure
        }
        return place
    }

    /** Reads another app's file, one after the other on a thread of their own: it may lie on a slow card, or in a cloud. */
    private fun take(place: Uri) = reader.execute {
        if (files.size < WAITING) {
            val bytes = try {
                activity.contentResolver.openInputStream(place)?.use { read(it) }
            } catch (failure: Throwable) {
                // Any app's file, and any amount of it: no memory left is one of the ways to fail.
                null
            }
            files.add(bytes ?: ByteArray(0))
            tell("file")
        }
    }

    /** The whole, or null where it is larger than any file of ours. */
    private fun read(from: InputStream): ByteArray? {
        val whole = ByteArrayOutputStream()
        val piece = ByteArray(64 * 1024)
        while (true) {
            val length = from.read(piece)
            if (length < 0) return whole.toByteArray()
            if (length > LARGEST - whole.size()) return null
            whole.write(piece, 0, length)
        }
    }

    // --- the keystore ---

    /** The key itself can't be read, not even by this app: each guess of a PIN needs an answer of this phone. */
    private fun sign(message: ByteArray, find: () -> SecretKey?): ByteArray? = try {
        find()?.let { Mac.getInstance(KeyProperties.KEY_ALGORITHM_HMAC_SHA256).apply { init(it) }.doFinal(message) }
    } catch (failure: Exception) {
        // Keystores fail in many ways, each maker's in its own. The vault says so, if it was made with this key.
        null
    } finally {
        message.fill(0)
    }

    private fun key(): SecretKey? =
        KeyStore.getInstance(KEYSTORE).apply { load(null) }.getKey(KEY, null) as SecretKey?

    /** In the security chip where there is one, else wherever this phone keeps its keys. */
    private fun newKey(): SecretKey = try {
        newKey(chip = true)
    } catch (none: ProviderException) {
        newKey(chip = false)
    }

    private fun newKey(chip: Boolean): SecretKey {
        val how = KeyGenParameterSpec.Builder(KEY, KeyProperties.PURPOSE_SIGN).setIsStrongBoxBacked(chip).build()
        return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_HMAC_SHA256, KEYSTORE).apply { init(how) }.generateKey()
    }

    companion object {
        /** The phone of this process, if the app is open in it. */
        @Volatile
        var running: Phone? = null
            private set

        private const val KEYSTORE = "AndroidKeyStore"
        private const val KEY = "wayside-vault"
        private const val REMINDERS = "reminders"
        private const val ASKED_TO_REMIND = 1
        private const val PICKED = 2
        private const val SEALED = "application/octet-stream"
        /** LARGEST_FILE in app/seam/src/courier.rs. */
        private const val LARGEST = 32 * 1024 * 1024
        /** Texts and files that may wait; whoever sends more has no good in mind. */
        private const val WAITING = 4
    }
}
