package io.mangaassist.core;

import io.micrometer.core.instrument.Counter;

/** The meters of live settings. */
final class SettingMeters implements AutoCloseable {

    private final InstanceMeters meters;

    SettingMeters(InstanceMeters meters) {
        this.meters = meters;
    }

    Counter changed(String setting) {
        return meters.counter(CoreMeter.SETTING_CHANGED, setting);
    }

    Counter refused(String setting) {
        return meters.counter(CoreMeter.SETTING_REFUSED, setting);
    }

    @Override
    public void close() {
        meters.close();
    }
}
