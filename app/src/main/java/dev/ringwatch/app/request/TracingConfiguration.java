package dev.ringwatch.app.request;

import dev.ringwatch.app.command.Version;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Traces, only if there is somewhere to send them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("ringwatch.tracing.endpoint")
class TracingConfiguration {

  /** Sends what waits when it is closed. */
  @Bean(destroyMethod = "close")
  SdkTracerProvider tracerProvider(TracingSettings settings) {
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder().setEndpoint(settings.endpoint().toString()).build();
    return SdkTracerProvider.builder()
        .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sample())))
        .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
        .setResource(
            Resource.getDefault().toBuilder()
                .put(AttributeKey.stringKey("service.name"), "ringwatch")
                .put(AttributeKey.stringKey("service.version"), Version.text())
                .build())
        .build();
  }

  @Bean
  RequestSpans requestSpans(SdkTracerProvider provider) {
    return new RequestSpans(provider.get("ringwatch"));
  }
}
