package io.broadsheet.ingest.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What one server answered.
 *
 * @param status the HTTP status
 * @param headers its headers
 * @param body its body as it came, empty unless the status is 200
 */
record Answer(int status, HttpHeaders headers, byte[] body) {

	private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

	private static final Set<Integer> TRY_LATER = Set.of(429, 503);

	@Nullable String redirect() {
		return REDIRECTS.contains(this.status) ? this.headers.get(HttpHeaderNames.LOCATION) : null;
	}

	Fetched fetched(WebAddress address, FetchLimits limits, Clock clock) throws IOException {
		return switch (this.status) {
			case 200 -> document(address, limits.maxSize().toBytes());
			case 304 -> new Fetched.NotModified();
			case 410 -> new Fetched.Gone();
			default -> new Fetched.Failed("the server answered " + this.status, retryAfter(clock));
		};
	}

	private Fetched document(WebAddress address, long maxSize) throws IOException {
		String coding = this.headers.get(HttpHeaderNames.CONTENT_ENCODING, "identity").toLowerCase(Locale.ROOT);
		byte[] content = switch (coding) {
			case "identity" -> this.body;
			case "gzip", "x-gzip" -> unpacked((int) maxSize + 1);
			default -> throw new IOException("the content is packed in a way that was not asked for");
		};
		if (content.length > maxSize) {
			return tooLarge(maxSize);
		}
		if (content.length == 0) {
			return new Fetched.Failed("the content is empty", null);
		}
		Fetched.Validators validators = new Fetched.Validators(address.uri(), this.headers.get(HttpHeaderNames.ETAG),
				this.headers.get(HttpHeaderNames.LAST_MODIFIED));
		return new Fetched.Document(content, this.headers.get(HttpHeaderNames.CONTENT_TYPE), validators);
	}

	static Fetched tooLarge(long maxSize) {
		return new Fetched.Refused("the content is larger than " + maxSize + " bytes");
	}

	private byte[] unpacked(int atMost) throws IOException {
		if (this.body.length == 0) {
			return this.body;
		}
		try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(this.body))) {
			return content.readNBytes(atMost);
		}
	}

	private @Nullable Duration retryAfter(Clock clock) {
		String value = this.headers.get(HttpHeaderNames.RETRY_AFTER, "").strip();
		if (value.isEmpty() || !TRY_LATER.contains(this.status)) {
			return null;
		}
		try {
			return Character.isDigit(value.charAt(0)) ? Duration.ofSeconds(Long.parseLong(value)) : Duration
				.between(clock.instant(), ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME));
		}
		catch (DateTimeException | ArithmeticException | NumberFormatException ex) {
			return null;
		}
	}

}
