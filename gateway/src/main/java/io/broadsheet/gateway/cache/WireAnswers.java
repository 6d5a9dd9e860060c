package io.broadsheet.gateway.cache;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;

import io.broadsheet.gateway.browser.BrowserHeaders;
import io.broadsheet.gateway.cache.answer.Answer;
import io.broadsheet.gateway.cache.answer.AnswerWriter;
import io.broadsheet.gateway.cache.answer.WireAnswer;
import io.broadsheet.gateway.cache.store.AnswerCache;
import io.broadsheet.gateway.cache.store.CacheMetrics;
import io.broadsheet.gateway.cache.store.Kept;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Kept answers for requests that ask for nothing but a whole answer, which most do. What
 * an answer says of itself changes once a second, and is written no more often.
 */
final class WireAnswers {

	/** Who sends one of these is answered where all that they may say is understood. */
	private static final List<AsciiString> NOT_PLAIN = List.of(HttpHeaderNames.AUTHORIZATION, HttpHeaderNames.COOKIE,
			HttpHeaderNames.ORIGIN, HttpHeaderNames.IF_NONE_MATCH, HttpHeaderNames.IF_MODIFIED_SINCE,
			HttpHeaderNames.CONTENT_LENGTH, HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderNames.EXPECT,
			HttpHeaderNames.UPGRADE);

	/**
	 * What leaves at once; a longer one is given where it is waited for until it has
	 * left.
	 */
	private static final int LARGEST = 48 * 1024;

	/** Others are judged where a request is taken apart. */
	private static final Pattern PLAIN_HOST = Pattern.compile("[A-Za-z0-9.-]+(?::[0-9]{1,5})?");

	private final AnswerCache cache;

	private final AnswerWriter writer;

	private final BrowserHeaders browsers;

	private final CacheMetrics metrics;

	private final Clock clock;

	WireAnswers(AnswerCache cache, AnswerWriter writer, BrowserHeaders browsers, CacheMetrics metrics, Clock clock) {
		this.cache = cache;
		this.writer = writer;
		this.browsers = browsers;
		this.metrics = metrics;
		this.clock = clock;
	}

	/**
	 * Finds what is kept for a request.
	 * @param request a request without a body
	 * @return the answer to it, or null if it takes more than a look to answer
	 */
	@Nullable FullHttpResponse find(HttpRequest request) {
		CacheKey key = isPlain(request) ? key(request) : null;
		@Nullable Kept kept = (key != null) ? this.cache.find(key.resource(), key.variant()) : null;
		if (kept == null || !this.cache.isFresh(kept)) {
			return null;
		}
		Answer answer = kept.answer();
		String accepted = request.headers().get(HttpHeaderNames.ACCEPT_ENCODING);
		boolean compressed = AnswerWriter.isCompressedFor(accepted, answer);
		if (answer.body(compressed).length > LARGEST) {
			return null;
		}
		this.metrics.hit();
		return prepared(answer, compressed).response();
	}

	private static boolean isPlain(HttpRequest request) {
		return HttpMethod.GET.equals(request.method()) && HttpVersion.HTTP_1_1.equals(request.protocolVersion())
				&& request.decoderResult().isSuccess() && HttpUtil.isKeepAlive(request) && hasPlainHost(request)
				&& hasOnlyPlain(request.headers());
	}

	private static boolean hasPlainHost(HttpRequest request) {
		String host = request.headers().get(HttpHeaderNames.HOST);
		return host != null && PLAIN_HOST.matcher(host).matches();
	}

	private static boolean hasOnlyPlain(io.netty.handler.codec.http.HttpHeaders headers) {
		for (AsciiString name : NOT_PLAIN) {
			if (headers.contains(name)) {
				return false;
			}
		}
		return true;
	}

	private static @Nullable CacheKey key(HttpRequest request) {
		String uri = request.uri();
		int end = uri.indexOf('?');
		String query = (end < 0) ? null : uri.substring(end + 1);
		// what has to be unescaped might be no query at all
		return (query != null && !CacheKey.isPlainQuery(query)) ? null : CacheKey
			.of((end < 0) ? uri : uri.substring(0, end), query, request.headers().getAll(HttpHeaderNames.ACCEPT));
	}

	private WireAnswer prepared(Answer answer, boolean compressed) {
		long age = answer.age(this.clock.millis()).toSeconds();
		WireAnswer prepared = answer.onWire(compressed);
		if (prepared == null || !prepared.isAsOldAs(age)) {
			HttpHeaders headers = this.writer.wholeAndFresh(answer, compressed);
			this.browsers.describe(null, headers);
			prepared = new WireAnswer(age, answer, headers, compressed);
			answer.putOnWire(prepared, compressed);
		}
		return prepared;
	}

}
