using System.Reflection;
using Agent.Node.Host;

namespace Agent.Node.Tests.Probes;

/// <summary>A host whose HTTP exchanges end when and as a test says; it has nothing else.</summary>
public class ScriptedHost : DispatchProxy
{
    /// <summary>The exchanges under way, oldest first.</summary>
    public List<TaskCompletionSource<HttpAnswer>> Exchanges { get; } = [];

    public static (IHost Host, ScriptedHost Script) Create()
    {
        var host = Create<IHost, ScriptedHost>();
        return (host, (ScriptedHost)(object)host);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Assert.Equal(nameof(IHost.ExchangeHttpAsync), targetMethod!.Name);
        var exchange = new TaskCompletionSource<HttpAnswer>();
        Exchanges.Add(exchange);
        return exchange.Task;
    }
}
