package io.broadsheet.gateway.upstream;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What holds for calls of all upstreams.
 *
 * @param connect how long it may take to reach an upstream
 * @param stall how long an answer that has begun may pause, be it that its upstream does
 * not send or that the client does not take it
 */
@ConfigurationProperties("broadsheet.calls")
record CallSettings(Duration connect, Duration stall) {

}
