package io.broadsheet.gateway.cache.answer;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.ReadOnlyHttpHeaders;
import io.netty.util.AsciiString;

/**
 * An answer as it goes over the wire while it is as old as this, to all who send no more
 * than what they want.
 */
public final class WireAnswer {

	private final long age;

	private final HttpResponseStatus status;

	private final HttpHeaders headers;

	private final byte[] body;

	/**
	 * Prepares an answer.
	 * @param age its age in whole seconds
	 * @param answer the answer
	 * @param headers all of its headers
	 * @param compressed whether they are those of its compressed body
	 */
	public WireAnswer(long age, Answer answer, org.springframework.http.HttpHeaders headers, boolean compressed) {
		this.age = age;
		this.status = HttpResponseStatus.valueOf(answer.status().value());
		this.headers = readOnly(headers);
		this.body = answer.body(compressed);
	}

	private static HttpHeaders readOnly(org.springframework.http.HttpHeaders headers) {
		List<CharSequence> namesAndValues = new ArrayList<>();
		headers.forEach((name, values) -> values.forEach((value) -> {
			namesAndValues.add(AsciiString.of(name));
			namesAndValues.add(AsciiString.of(value));
		}));
		return new ReadOnlyHttpHeaders(true, namesAndValues.toArray(CharSequence[]::new));
	}

	/**
	 * Whether it is still what the answer says of itself.
	 * @param seconds the answer's age
	 * @return false if it was prepared in another second
	 */
	public boolean isAsOldAs(long seconds) {
		return this.age == seconds;
	}

	/**
	 * The answer for one client.
	 * @return the response, whose body is not copied
	 */
	public FullHttpResponse response() {
		return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, this.status, Unpooled.wrappedBuffer(this.body),
				this.headers, EmptyHttpHeaders.INSTANCE);
	}

}
