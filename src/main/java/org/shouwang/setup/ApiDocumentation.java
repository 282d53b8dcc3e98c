package org.shouwang.setup;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.regex.Pattern;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The general part of the API's description at {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
class ApiDocumentation {

    private static final String BASIC = "basic";
    private static final String PROBLEM = "Problem";
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info().title("守望接口").version("1")
                        .description("防返贫监测帮扶工作平台的接口。错误以 application/problem+json 返回，逐一指出有误的字段。"))
                .components(new Components().addSecuritySchemes(BASIC,
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic")))
                .addSecurityItem(new SecurityRequirement().addList(BASIC));
    }

    /** Describes the errors, which look the same for all addresses, in one place. */
    @Bean
    OpenApiCustomizer errorAnswers() {
        return api -> {
            api.getComponents().addSchemas(PROBLEM, new ObjectSchema().description("RFC 9457")
                    .addProperty("title", new StringSchema()).addProperty("status", new IntegerSchema())
                    .addProperty("detail", new StringSchema())
                    .addProperty("errors", new ArraySchema().description("有误的字段").items(new ObjectSchema()
                            .addProperty("field", new StringSchema()).addProperty("label", new StringSchema())
                            .addProperty("message", new StringSchema())))
                    .addProperty("caseNo", new StringSchema().description("409：已有的案件")));
            api.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                namePathParameters(path, operation);
                ApiResponses answers = operation.getResponses();
                answers.addApiResponse("401", problem("未登录"));
                answers.addApiResponse("403", problem("没有权限"));
                if (operation.getParameters() != null || operation.getRequestBody() != null) {
                    answers.addApiResponse("400", problem("输入有误，逐一指出有误的字段"));
                }
                if (path.contains("{")) {
                    answers.addApiResponse("404", problem("不存在，或不在本辖区"));
                }
                if (method == PathItem.HttpMethod.POST) {
                    answers.addApiResponse("409", problem("与当前状态冲突"));
                }
                if (operation.getParameters() != null
                        && operation.getParameters().stream().anyMatch(parameter -> "Idempotency-Key".equals(parameter.getName()))) {
                    answers.addApiResponse("422", problem("Idempotency-Key 已用于内容不同的请求"));
                }
            }));
        };
    }

    /** Names the parameters in an address that the method takes all together. */
    private static void namePathParameters(String path, Operation operation) {
        PATH_PARAMETER.matcher(path).results().map(found -> found.group(1)).filter(name -> operation.getParameters() == null
                || operation.getParameters().stream().noneMatch(parameter -> parameter.getName().equals(name)))
                .forEach(name -> operation.addParametersItem(new PathParameter().name(name).schema(new StringSchema())));
    }

    private static ApiResponse problem(String description) {
        return new ApiResponse().description(description).content(new Content().addMediaType("application/problem+json",
                new MediaType().schema(new Schema<>().$ref(PROBLEM))));
    }
}
