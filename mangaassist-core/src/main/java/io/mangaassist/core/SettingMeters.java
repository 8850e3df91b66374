package io.mangaassist.core;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;

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

    Timer poll(Outcome outcome) {
        return meters.timer(CoreMeter.SETTING_POLL, outcome.tag());
    }

    @Override
    public void close() {
        meters.close();
    }
}
