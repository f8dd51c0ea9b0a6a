// Appended by app/android/build to the build file that dx writes: what its template fixes or lacks
// (dioxus-cli 0.7.10, assets/android/gen/app/build.gradle.kts.hbs: `versionCode = 1`, signing only with passwords in Dioxus.toml).
android {
    defaultConfig {
        versionCode = System.getenv("WAYSIDE_VERSION_CODE").toInt()
    }
    // Either would make two builds of the same source differ: a list of libraries for the shop, encrypted, and the commit.
    dependenciesInfo {
        includeInApk = false
        includeInBundle = false
    }
    // The library is packed: a third of the download, and the phone unpacks it once.
    packaging {
        jniLibs.useLegacyPackaging = true
    }
    buildTypes {
        getByName("release") {
            vcsInfo.include = false
            System.getenv("WAYSIDE_KEYSTORE")?.let { keystore ->
                signingConfig = signingConfigs.create("wayside") {
                    storeFile = file(keystore)
                    storePassword = System.getenv("WAYSIDE_KEYSTORE_PASSWORD")
                    keyAlias = System.getenv("WAYSIDE_KEY")
                    keyPassword = System.getenv("WAYSIDE_KEY_PASSWORD")
                }
            }
        }
    }
}
