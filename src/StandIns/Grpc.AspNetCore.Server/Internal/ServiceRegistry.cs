using System.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Turns services into endpoints: one for each method, and those that answer for what is not implemented.</summary>
internal sealed partial class ServiceRegistry(IOptions<GrpcServiceOptions> options, ILogger<ServiceRegistry> logger)
{
    private const string MethodParameter = "method";

    // "" stands for the one endpoint that answers for all services that are not mapped.
    private readonly HashSet<string> _answered = [];

    /// <exception cref="InvalidOperationException">The type has no generated base, or an option is not valid.</exception>
    public IReadOnlyList<IEndpointConventionBuilder> Map<TService>(IEndpointRouteBuilder builder)
        where TService : class
    {
        var binder = new ServiceBinder<TService>(new ServiceActivator<TService>(), ServiceSettings.From(options.Value), logger);
        Bind(typeof(TService), binder);
        var endpoints = new List<IEndpointConventionBuilder>();
        foreach (var method in binder.Methods)
        {
            endpoints.Add(builder
                .MapMethods(method.Method.FullName, [HttpMethods.Post], method.Serve)
                .WithDisplayName($"gRPC - {method.Method.FullName}"));
        }

        foreach (var service in binder.Methods.Select(method => method.Method.ServiceName).Distinct())
        {
            Answer(builder, endpoints, service, $"{service}/{{{MethodParameter}}}", "Method is unimplemented.");
        }

        Answer(builder, endpoints, "", $"{{service}}/{{{MethodParameter}}}", "Service is unimplemented.");
        return endpoints;
    }

    /// <summary>Calls the generated method that adds the service's methods to a binder.</summary>
    private static void Bind(Type service, ServiceBinderBase binder)
    {
        for (var type = service; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is not { } attribute)
            {
                continue;
            }

            var bind = attribute.BindType.GetMethod(
                attribute.BindMethodName, BindingFlags.Public | BindingFlags.Static, [typeof(ServiceBinderBase), type])
                ?? throw new InvalidOperationException(
                    $"{service} cannot be bound: {attribute.BindType} has no method '{attribute.BindMethodName}' for it.");
            bind.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [binder, null], null);
            return;
        }

        throw new InvalidOperationException($"{service} has no base with [BindServiceMethod]: derive it from a generated base.");
    }

    private void Answer(
        IEndpointRouteBuilder builder, List<IEndpointConventionBuilder> endpoints, string service, string pattern, string detail)
    {
        if (!_answered.Add(service))
        {
            return;
        }

        var route = RoutePatternFactory.Parse(
            pattern, null, new RouteValueDictionary { [MethodParameter] = new GrpcRequestConstraint() });
        endpoints.Add(builder
            .Map(route, http => RefuseAsync(http, detail))
            .WithDisplayName($"gRPC - {detail} ({pattern})"));
    }

    private Task RefuseAsync(HttpContext http, string detail)
    {
        Log.Unimplemented(logger, http.Request.Path, detail);
        ResponseHead.Refuse(http.Response, StatusCodes.Status200OK, new Status(StatusCode.Unimplemented, detail));
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Call to {Path} refused: {Detail}")]
        public static partial void Unimplemented(ILogger logger, string path, string detail);
    }
}
