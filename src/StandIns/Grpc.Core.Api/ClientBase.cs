namespace Grpc.Core;

/// <summary>Base of generated clients, without their type.</summary>
public abstract class ClientBase
{
    /// <summary>Creates a client that cannot call, for test doubles that override its methods.</summary>
    protected ClientBase()
        : this(new ClientBaseConfiguration(null, null))
    {
    }

    /// <summary>Creates a client from a configuration.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configuration"/> is null.</exception>
    protected ClientBase(ClientBaseConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Configuration = configuration;
    }

    /// <summary>Creates a client on a channel.</summary>
    /// <param name="channel">The channel.</param>
    protected ClientBase(ChannelBase channel)
        : this(channel.CreateCallInvoker())
    {
    }

    /// <summary>Creates a client that starts its calls with this invoker.</summary>
    /// <param name="callInvoker">The invoker.</param>
    /// <exception cref="ArgumentNullException"><paramref name="callInvoker"/> is null.</exception>
    protected ClientBase(CallInvoker callInvoker)
        : this(new ClientBaseConfiguration(NotNull(callInvoker), null))
    {
    }

    /// <summary>What starts the client's calls.</summary>
    /// <exception cref="NotSupportedException">The client is a test double and this method of it is not overridden.</exception>
    protected CallInvoker CallInvoker => Configuration.CallInvoker
        ?? throw new NotSupportedException("The client was created without a channel.");

    internal ClientBaseConfiguration Configuration { get; }

    private static CallInvoker NotNull(CallInvoker callInvoker)
    {
        ArgumentNullException.ThrowIfNull(callInvoker);
        return callInvoker;
    }

    /// <summary>What a client is created from. Only a client makes one.</summary>
    protected internal class ClientBaseConfiguration
    {
        private readonly CallInvoker? _plain;

        internal ClientBaseConfiguration(CallInvoker? plain, string? host)
        {
            _plain = plain;
            CallInvoker = plain is null || host is null ? plain : new HostCallInvoker(plain, host);
        }

        internal CallInvoker? CallInvoker { get; }

        internal ClientBaseConfiguration WithHost(string host)
        {
            ArgumentNullException.ThrowIfNull(host);
            return new ClientBaseConfiguration(_plain, host);
        }
    }
}
