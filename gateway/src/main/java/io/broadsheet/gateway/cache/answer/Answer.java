package io.broadsheet.gateway.cache.answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * An answer of an upstream as bytes, plain and compressed once. Two answers are the same
 * if they are the same object.
 */
public final class Answer {

	/** Below this many bytes a compressed answer saves no packet. */
	private static final int WORTH_COMPRESSING = 1024;

	/** With its headers once more as they go over the wire. */
	private static final int OVERHEAD_BYTES = 2 * 1024;

	private static final int KEY_OVERHEAD_BYTES = 96;

	private static final Set<String> NOT_KEPT = Set.of("age", "cache-control", "connection", "content-length", "date",
			"keep-alive", "surrogate-key", "transfer-encoding", "vary", "warning");

	private static final Set<String> VALIDATORS = Set.of("etag", "last-modified");

	private final HttpStatusCode status;

	private final Map<String, String> headers;

	private final byte[] plain;

	private final byte @Nullable [] compressed;

	private final Terms terms;

	private final long fetchedAt;

	private volatile @Nullable WireAnswer plainOnWire;

	private volatile @Nullable WireAnswer compressedOnWire;

	private Answer(HttpStatusCode status, Map<String, String> headers, byte[] plain, byte @Nullable [] compressed,
			Terms terms, long fetchedAt) {
		this.status = status;
		this.headers = headers;
		this.plain = plain;
		this.compressed = compressed;
		this.terms = terms;
		this.fetchedAt = fetchedAt;
	}

	/**
	 * Makes an answer to keep, which compresses it.
	 * @param status its status
	 * @param headers its headers, of which those of the connection and the upstream's own
	 * words on caching are left out
	 * @param body its bytes, without any coding
	 * @param terms on which it may be kept
	 * @param fetchedAt when it was asked for, in milliseconds of the epoch
	 * @return the answer
	 */
	public static Answer of(HttpStatusCode status, HttpHeaders headers, byte[] body, Terms terms, long fetchedAt) {
		Map<String, String> kept = new LinkedHashMap<>();
		headers.forEach((name, values) -> {
			if (!NOT_KEPT.contains(name.toLowerCase(Locale.ROOT))) {
				kept.put(name, String.join(", ", values));
			}
		});
		kept.put(HttpHeaders.VARY, terms.byAccept() ? HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING
				: HttpHeaders.ACCEPT_ENCODING);
		return new Answer(status, kept, body, compress(body), terms, fetchedAt);
	}

	private static byte @Nullable [] compress(byte[] body) {
		if (body.length < WORTH_COMPRESSING) {
			return null;
		}
		ByteArrayOutputStream target = new ByteArrayOutputStream(body.length / 2);
		try (GZIPOutputStream gzip = new GZIPOutputStream(target)) {
			gzip.write(body);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Can't compress into memory", ex);
		}
		return (target.size() < body.length) ? target.toByteArray() : null;
	}

	/**
	 * The answer when there is no newer one, if it has an envelope: that says so. It is
	 * no longer the answer that clients have by its entity tag, so it has none, and no
	 * 304 hides what it says.
	 * @param now the time, in milliseconds of the epoch
	 * @return another answer, as old as this
	 */
	public Answer degraded(long now) {
		Map<String, String> others = new LinkedHashMap<>(this.headers);
		others.keySet().removeIf((name) -> VALIDATORS.contains(name.toLowerCase(Locale.ROOT)));
		byte[] body = Envelope.degraded(this.plain, age(now));
		return new Answer(this.status, others, body, compress(body), this.terms, this.fetchedAt);
	}

	/**
	 * Its status.
	 * @return the status
	 */
	public HttpStatusCode status() {
		return this.status;
	}

	/**
	 * Its headers, but for those that belong to a connection or speak of caching.
	 * @return values by name
	 */
	public Map<String, String> headers() {
		return this.headers;
	}

	/**
	 * Its body, without any coding.
	 * @return the bytes, not to be changed
	 */
	public byte[] plain() {
		return this.plain;
	}

	/**
	 * Whether it is there compressed, too.
	 * @return false if that would not make it shorter by much
	 */
	public boolean isCompressible() {
		return this.compressed != null;
	}

	/**
	 * Its body as it goes out.
	 * @param compressed whether to have it compressed, if it is compressible
	 * @return the bytes, not to be changed
	 */
	public byte[] body(boolean compressed) {
		return (compressed && this.compressed != null) ? this.compressed : this.plain;
	}

	/**
	 * The answer as it went over the wire lately.
	 * @param compressed whether to have it compressed
	 * @return what was prepared last, or null if nothing was
	 */
	public @Nullable WireAnswer onWire(boolean compressed) {
		return compressed ? this.compressedOnWire : this.plainOnWire;
	}

	/**
	 * Remembers how the answer goes over the wire.
	 * @param prepared what was prepared
	 * @param compressed whether it is the compressed answer
	 */
	public void putOnWire(WireAnswer prepared, boolean compressed) {
		if (compressed) {
			this.compressedOnWire = prepared;
		}
		else {
			this.plainOnWire = prepared;
		}
	}

	/**
	 * On which terms it is kept.
	 * @return the terms
	 */
	public Terms terms() {
		return this.terms;
	}

	/**
	 * Whether it shows what was asked for, and is no redirect or refusal.
	 * @return true if so
	 */
	public boolean isSuccess() {
		return this.status.is2xxSuccessful();
	}

	/**
	 * How old it is.
	 * @param now the time, in milliseconds of the epoch
	 * @return its age
	 */
	public Duration age(long now) {
		return Duration.ofMillis(Math.max(0, now - this.fetchedAt));
	}

	/**
	 * For how long it may yet be taken for fresh, if nothing purges it.
	 * @param now the time, in milliseconds of the epoch
	 * @return the time that is left; negative when it is over
	 */
	public Duration freshFor(long now) {
		return this.terms.freshFor().minusMillis(now - this.fetchedAt);
	}

	/**
	 * About how much memory it takes.
	 * @return bytes
	 */
	public int weight() {
		int weight = OVERHEAD_BYTES + this.plain.length;
		weight += (this.compressed != null) ? OVERHEAD_BYTES + this.compressed.length : 0;
		for (Map.Entry<String, String> header : this.headers.entrySet()) {
			weight += header.getKey().length() + header.getValue().length();
		}
		for (String key : this.terms.surrogateKeys()) {
			weight += KEY_OVERHEAD_BYTES + key.length();
		}
		return weight;
	}

}
