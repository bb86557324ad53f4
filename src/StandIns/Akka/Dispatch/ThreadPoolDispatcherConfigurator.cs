using Akka.Configuration;

namespace Akka.Dispatch;

/// <summary>Makes the dispatcher of a section with <c>type = Dispatcher</c>.</summary>
internal sealed class ThreadPoolDispatcherConfigurator : MessageDispatcherConfigurator
{
    private readonly ThreadPoolDispatcher _dispatcher;

    public ThreadPoolDispatcherConfigurator(Config config, IDispatcherPrerequisites prerequisites)
        : base(config, prerequisites)
    {
        var executor = config.GetString("executor");
        if (executor is not (null or "" or "default-executor" or "thread-pool-executor"))
        {
            throw new ConfigurationException(
                $"{config.GetString("id")}.executor = \"{executor}\" is not supported: "
                + "it must be default-executor or thread-pool-executor");
        }

        _dispatcher = new ThreadPoolDispatcher(this, config);
    }

    public override MessageDispatcher Dispatcher() => _dispatcher;
}
