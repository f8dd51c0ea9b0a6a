package org.wayside.app

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent

/**
 * One notice at one time: the app's name and a sentence that fits anybody. Rust says when (app/src/reminder.rs), the system keeps it.
 *
 * The alarm is not exact, which needs no permission and spares the battery; it comes within an hour. A restart of the phone forgets it
 * until Wayside is unlocked again: to set it anew at the start, the app would have to run at every start.
 */
class Reminder : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val text = intent.getStringExtra(TEXT) ?: return
        val name = context.getString(R.string.wayside)
        val notices = context.getSystemService(NotificationManager::class.java)
        notices.createNotificationChannel(NotificationChannel(CHANNEL, name, NotificationManager.IMPORTANCE_DEFAULT))
        val open = context.packageManager.getLaunchIntentForPackage(context.packageName)
        val notice = Notification.Builder(context, CHANNEL)
            .setSmallIcon(R.drawable.wayside)
            .setContentTitle(name)
            .setContentText(text)
            // Not on a locked screen, where anybody reads.
            .setVisibility(Notification.VISIBILITY_SECRET)
            .setAutoCancel(true)
            .setContentIntent(PendingIntent.getActivity(context, 0, open, PendingIntent.FLAG_IMMUTABLE))
            .build()
        notices.notify(ID, notice)
    }

    companion object {
        private const val CHANNEL = "reminder"
        private const val TEXT = "text"
        private const val ID = 1

        private fun alarm(context: Context, text: String) = PendingIntent.getBroadcast(
            context, 0, Intent(context, Reminder::class.java).putExtra(TEXT, text),
            PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE,
        )

        /** In place of the one that was set before. */
        fun set(context: Context, at: Long, text: String) =
            context.getSystemService(AlarmManager::class.java)
                .setWindow(AlarmManager.RTC_WAKEUP, at, AlarmManager.INTERVAL_HOUR, alarm(context, text))

        fun cancel(context: Context) = context.getSystemService(AlarmManager::class.java).cancel(alarm(context, ""))

        fun allowed(context: Context) = context.getSystemService(NotificationManager::class.java).areNotificationsEnabled()
    }
}
