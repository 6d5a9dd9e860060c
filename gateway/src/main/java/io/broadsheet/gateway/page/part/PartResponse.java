package io.broadsheet.gateway.page.part;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.broadsheet.gateway.cache.answer.Answer;
import io.broadsheet.gateway.cache.answer.AnswerReceiver;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;

/**
 * Takes the answer to a request for a part of a page.
 */
final class PartResponse extends AbstractServerHttpResponse implements AnswerReceiver {

	/** More than the largest article. */
	private static final int LARGEST_BYTES = 8 * 1024 * 1024;

	private volatile @Nullable Part kept;

	private volatile byte[] body = new byte[0];

	PartResponse() {
		super(DefaultDataBufferFactory.sharedInstance);
	}

	/**
	 * What was answered.
	 * @return the answer; it says nothing of what it depends on, if it did not come
	 * through the cache
	 */
	Part part() {
		Part received = this.kept;
		if (received != null) {
			return received;
		}
		Map<String, String> headers = new TreeMap<>();
		getHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
		HttpStatusCode status = getStatusCode();
		return Part.of((status != null) ? status : HttpStatus.OK, headers, this.body, null, false);
	}

	@Override
	public void receive(Answer answer, boolean stale) {
		Map<String, String> headers = new TreeMap<>();
		answer.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
		Set<String> keys = answer.terms().surrogateKeys();
		this.kept = Part.of(answer.status(), headers, answer.plain(), keys, stale);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T getNativeResponse() {
		return (T) this;
	}

	@Override
	protected Mono<Void> writeWithInternal(Publisher<? extends DataBuffer> buffers) {
		return DataBufferUtils.join(buffers, LARGEST_BYTES).doOnNext((whole) -> {
			byte[] bytes = new byte[whole.readableByteCount()];
			whole.read(bytes);
			DataBufferUtils.release(whole);
			this.body = bytes;
		}).then();
	}

	@Override
	protected Mono<Void> writeAndFlushWithInternal(Publisher<? extends Publisher<? extends DataBuffer>> buffers) {
		return writeWithInternal(Flux.from(buffers).concatMap((each) -> each));
	}

	@Override
	protected void applyStatusCode() {
	}

	@Override
	protected void applyHeaders() {
	}

	@Override
	protected void applyCookies() {
	}

}
