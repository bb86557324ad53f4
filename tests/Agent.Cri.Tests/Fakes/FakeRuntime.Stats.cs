using Agent.Cri.Protocol;

namespace Agent.Cri.Tests.Fakes;

public sealed partial class FakeRuntime
{
    private readonly MetricDescriptor[] _descriptors =
    [
        new() { Name = "container_start_time_seconds", Help = "Start of the container.", LabelKeys = { "id" } },
    ];

    internal ContainerStatsResponse ContainerStats(ContainerStatsRequest request)
    {
        lock (_lock)
        {
            return new ContainerStatsResponse { Stats = StatsOf(Container(request.ContainerId).Status) };
        }
    }

    internal ListContainerStatsResponse ListContainerStats(ListContainerStatsRequest request)
    {
        lock (_lock)
        {
            var filter = request.Filter ?? new ContainerStatsFilter();
            return new ListContainerStatsResponse
            {
                Stats =
                {
                    from container in _containers.Values
                    let status = container.Status
                    where status.State == ContainerState.ContainerRunning
                    where filter.Id.Length == 0 || status.Id == filter.Id
                    where filter.PodSandboxId.Length == 0 || container.SandboxId == filter.PodSandboxId
                    where Matches(filter.LabelSelector, status.Labels)
                    select StatsOf(status),
                },
            };
        }
    }

    internal PodSandboxStatsResponse PodSandboxStats(PodSandboxStatsRequest request)
    {
        lock (_lock)
        {
            return new PodSandboxStatsResponse { Stats = StatsOf(Sandbox(request.PodSandboxId)) };
        }
    }

    internal ListPodSandboxStatsResponse ListPodSandboxStats(ListPodSandboxStatsRequest request)
    {
        lock (_lock)
        {
            var filter = request.Filter ?? new PodSandboxStatsFilter();
            return new ListPodSandboxStatsResponse
            {
                Stats =
                {
                    from sandbox in _sandboxes.Values
                    where sandbox.State == PodSandboxState.SandboxReady
                    where filter.Id.Length == 0 || sandbox.Id == filter.Id
                    where Matches(filter.LabelSelector, sandbox.Labels)
                    select StatsOf(sandbox),
                },
            };
        }
    }

    internal ListMetricDescriptorsResponse ListMetricDescriptors(ListMetricDescriptorsRequest _)
        => new() { Descriptors = { _descriptors } };

    internal ListPodSandboxMetricsResponse ListPodSandboxMetrics(ListPodSandboxMetricsRequest _)
    {
        lock (_lock)
        {
            return new ListPodSandboxMetricsResponse
            {
                PodMetrics =
                {
                    _sandboxes.Values.Select(sandbox => new PodSandboxMetrics
                    {
                        PodSandboxId = sandbox.Id,
                        ContainerMetrics = { StatusesIn(sandbox.Id).Select(MetricsOf) },
                    }),
                },
            };
        }
    }

    private static ContainerMetrics MetricsOf(ContainerStatus status) => new()
    {
        ContainerId = status.Id,
        Metrics =
        {
            new Metric
            {
                Name = "container_start_time_seconds",
                MetricType = MetricType.Gauge,
                LabelValues = { status.Id },
                Value = new UInt64Value { Value = (ulong)(status.StartedAt / 1_000_000_000) },
            },
        },
    };

    private ContainerStats StatsOf(ContainerStatus status) => new()
    {
        Attributes = new ContainerAttributes { Id = status.Id, Metadata = status.Metadata, Labels = { status.Labels } },
        Cpu = new CpuUsage { Timestamp = Now(), UsageCoreNanoSeconds = new UInt64Value() },
        Memory = new MemoryUsage { Timestamp = Now(), WorkingSetBytes = new UInt64Value() },
    };

    private PodSandboxStats StatsOf(PodSandboxStatus sandbox) => new()
    {
        Attributes = new PodSandboxAttributes { Id = sandbox.Id, Metadata = sandbox.Metadata, Labels = { sandbox.Labels } },
        Linux = new LinuxPodSandboxStats { Containers = { StatusesIn(sandbox.Id).Select(StatsOf) } },
    };
}
