package io.mangaassist.core;

/** Where the value of a live setting came from, the strongest first. */
public enum SettingSource {
    /** {@link LiveSettings#set} or {@link LiveSetting#fixed}. */
    CODE,
    /** A Java system property. */
    SYSTEM_PROPERTY,
    /** An environment variable. */
    ENVIRONMENT,
    /** AWS Systems Manager Parameter Store, read by {@link SsmSettings}. */
    SSM,
    /** Nobody said anything else. */
    DEFAULT
}
