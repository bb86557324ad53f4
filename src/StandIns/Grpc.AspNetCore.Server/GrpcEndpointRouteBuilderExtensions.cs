using System.Diagnostics.CodeAnalysis;
using Grpc.AspNetCore.Server.Internal;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    private const DynamicallyAccessedMemberTypes ServiceMembers =
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicMethods;

    /// <summary>
    /// Maps the methods of a service. An object of the service is taken from the call's services, or created for the call
    /// and disposed after it. Other methods of the service's interface, and other services, are answered as unimplemented.
    /// </summary>
    /// <typeparam name="TService">The service, derived from a generated base.</typeparam>
    /// <param name="builder">The host's endpoints.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidOperationException">AddGrpc was not called, or the type has no generated base.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<
        [DynamicallyAccessedMembers(ServiceMembers)] TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var registry = builder.ServiceProvider.GetService<ServiceRegistry>()
            ?? throw new InvalidOperationException("gRPC is not added to the services: call AddGrpc() on them first.");
        return new GrpcServiceEndpointConventionBuilder(registry.Map<TService>(builder));
    }
}
