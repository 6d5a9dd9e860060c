package io.broadsheet.gateway.stream;

import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How many streams there may be: of one client, and of all.
 */
class OpenStreamsTests {

	private final OpenStreams streams = new OpenStreams(2, 3);

	@Test
	void whoHasAllOfTheirOwnTakesNobodyElses() {
		this.streams.open("linh");
		this.streams.open("linh");
		isRefused("linh", HttpStatus.TOO_MANY_REQUESTS);
		this.streams.open("minh");
		assertThat(this.streams.count()).isEqualTo(3);
	}

	@Test
	void whenAllAreTakenTheNextIsToldToComeLater() {
		this.streams.open("linh");
		this.streams.open("linh");
		this.streams.open("minh");
		isRefused("hoa", HttpStatus.SERVICE_UNAVAILABLE);
	}

	@Test
	void whoLeavesMakesRoom() {
		this.streams.open("linh");
		this.streams.open("linh");
		this.streams.close("linh");
		this.streams.open("linh");
		this.streams.close("linh");
		this.streams.close("linh");
		assertThat(this.streams.count()).isZero();
	}

	private void isRefused(String client, HttpStatus status) {
		assertThatExceptionOfType(StreamRefusedException.class).isThrownBy(() -> this.streams.open(client))
			.satisfies((refused) -> assertThat(refused.getStatusCode()).isEqualTo(status));
	}

}
