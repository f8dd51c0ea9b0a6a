package org.wayside.app

import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import android.content.Context
import android.os.Handler
import android.os.Looper

/**
 * A moment for syncing while another app is in front: when there is a network and the battery is not low.
 *
 * Android freezes an app that is not seen; this wakes it for half a minute. Only an app that is still running and unlocked has
 * something to sync: the vault is sealed with the PIN, so after the process has gone the job ends at once and is not asked for again.
 * The system's own scheduler does it: WorkManager would add a library and a database for nothing more.
 */
class SyncJob : JobService() {
    override fun onStartJob(job: JobParameters): Boolean {
        val phone = Phone.running ?: return false
        phone.tell("sync")
        Handler(Looper.getMainLooper()).postDelayed({
            jobFinished(job, false)
            schedule(this)
        }, AWAKE)
        return true
    }

    override fun onStopJob(job: JobParameters): Boolean = false

    companion object {
        private const val ID = 1
        private const val AWAKE = 30_000L
        private const val PAUSE = 15 * 60_000L

        private fun scheduler(context: Context) = context.getSystemService(JobScheduler::class.java)

        fun schedule(context: Context) {
            val job = JobInfo.Builder(ID, ComponentName(context, SyncJob::class.java))
                .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
                .setRequiresBatteryNotLow(true)
                .setMinimumLatency(PAUSE)
                .build()
            scheduler(context).schedule(job)
        }

        fun cancel(context: Context) = scheduler(context).cancel(ID)
    }
}
