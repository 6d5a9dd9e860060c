package io.broadsheet.gateway.cache.answer;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What clients and CDNs are told to keep. Nobody purges theirs, so it is for short.
 *
 * @param maxAge for how long an answer may be used without asking
 * @param staleWhileRevalidate for how much longer, while somebody asks (RFC 5861)
 * @param staleIfError for how much longer, when the gateway does not answer (RFC 5861)
 */
@ConfigurationProperties("broadsheet.cache.clients")
public record ClientCaching(Duration maxAge, Duration staleWhileRevalidate, Duration staleIfError) {

	/**
	 * Writes {@code Cache-Control}. The age counts in: who gets an answer that is an hour
	 * old may use it for as long as who gets a new one.
	 * @param age the answer's age
	 * @param left for how long it may yet be taken for fresh
	 * @param timed whether it must not be used for longer than that
	 * @return the header's value
	 */
	String header(Duration age, Duration left, boolean timed) {
		Duration own = (left.compareTo(this.maxAge) < 0) ? left : this.maxAge;
		String header = "public, max-age=" + (age.toSeconds() + Math.max(0, own.toSeconds()));
		return timed ? header : header + ", stale-while-revalidate=" + this.staleWhileRevalidate.toSeconds()
				+ ", stale-if-error=" + this.staleIfError.toSeconds();
	}

}
