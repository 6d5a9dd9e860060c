package io.broadsheet.gateway.route;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.broadsheet.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What a table of routes must be like.
 */
class RouteTableTests {

	@Test
	void aRouteToAnUpstreamThatIsNotInTheTableIsNamed() {
		RouteTable.Upstream upstream = new RouteTable.Upstream(URI.create("http://localhost"), Duration.ofSeconds(1));
		RouteTable.Route route = new RouteTable.Route(HttpMethod.GET, "/api/v1/articles", "catalogue", null, null, true,
				false, null);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RouteTable(Map.of("catalog", upstream), List.of(route)))
			.withMessageContaining("GET /api/v1/articles")
			.withMessageContaining("catalogue");
	}

	@Test
	void whatIsKeptForEverybodyIsNotForARole() {
		RouteTable.Upstream upstream = new RouteTable.Upstream(URI.create("http://localhost"), Duration.ofSeconds(1));
		RouteTable.Route route = new RouteTable.Route(HttpMethod.GET, "/api/v1/drafts", "catalog", null,
				Duration.ofHours(1), true, false, Role.EDITOR);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RouteTable(Map.of("catalog", upstream), List.of(route)))
			.withMessageContaining("GET /api/v1/drafts");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://localhost/base", "http://localhost:8082/base/" })
	void anUpstreamHasNoPathOfItsOwn(String url) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RouteTable.Upstream(URI.create(url), Duration.ofSeconds(1)))
			.withMessageContaining(url);
	}

}
