using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Configures gRPC in a host.</summary>
public interface IGrpcServerBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }
}
