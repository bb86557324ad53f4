using System.Text.Json.Nodes;
using Agent.ApiServer.Admission;
using Agent.ApiServer.Errors;
using Agent.ApiServer.Json;
using Agent.ApiServer.Requests;
using Agent.ApiServer.Resources;
using Agent.ApiServer.Store;
using Agent.Kubernetes;
using Agent.Kubernetes.Api;

namespace Agent.ApiServer.Controllers;

/// <summary>How controllers read and write: by the rules that hold for every client.</summary>
internal sealed class ClusterWriter(StoreApiServer server, OwnerIndex owners)
{
    private const int MessageLength = 1024;

    private readonly ObjectCreator _creator = server.Router.Creator;
    private readonly ObjectUpdater _updater = server.Router.Updater;
    private readonly ObjectDeleter _deleter = server.Router.Deleter;

    public static ResourceDefinition Pods { get; } = ResourceCatalog.Get(KubernetesResources.Pods);

    public static ResourceDefinition Nodes { get; } = ResourceCatalog.Get(KubernetesResources.Nodes);

    public static ResourceDefinition Namespaces { get; } = ResourceCatalog.Get(KubernetesResources.Namespaces);

    public static ResourceDefinition ReplicaSets { get; } = ResourceCatalog.Get("apps", "replicasets");

    public ObjectStore Store => server.Store;

    public OwnerIndex Owners => owners;

    public RequestContext Context => server.Context;

    public StoredObject? Find(ResourceDefinition definition, ObjectKey key) =>
        Store.Find(definition, key.Namespace, key.Name);

    /// <summary>The pods that a controller owns.</summary>
    public IReadOnlyList<StoredObject> PodsOf(string uid) => Owned(Pods, uid);

    public IReadOnlyList<StoredObject> Owned(ResourceDefinition definition, string uid) =>
    [
        .. owners.Dependents(uid)
            .Where(d => d.Resource == definition.ToString())
            .Select(d => Find(definition, d.Key))
            .OfType<StoredObject>(),
    ];

    /// <summary>Makes an object; false: refused, which the owner's events tell.</summary>
    public bool TryCreate(ResourceDefinition definition, string? space, JsonObject value, out string nameOrError)
    {
        try
        {
            var made = _creator.Create(definition, space, value, dryRun: false);
            nameOrError = JsonObjects.Parse(made.Span).Object("metadata")?.Text("name") ?? "";
            return true;
        }
        catch (ApiErrorException refused)
        {
            nameOrError = refused.Message;
            return false;
        }
    }

    /// <summary>Writes an object but its status.</summary>
    public void Update(StoredObject old, JsonObject next) => _updater.Replace(old, next, UpdateScope.Main, dryRun: false);

    public void UpdateStatus(StoredObject old, JsonObject next) => _updater.Replace(old, next, UpdateScope.Status, dryRun: false);

    public void Finalize(StoredObject space, JsonObject next) => _updater.Replace(space, next, UpdateScope.Finalize, dryRun: false);

    public void Delete(StoredObject value, long? graceSeconds = null, string? propagation = null) =>
        _deleter.Delete(value, new DeleteRequest(graceSeconds, value.Uid, null, propagation, false));

    /// <summary>Tells what happened to an object; the same again counts up.</summary>
    public void Event(StoredObject about, string component, string type, string reason, string message)
    {
        var events = ResourceCatalog.Get(KubernetesResources.Events);
        var space = about.Key.Namespace.Length == 0 ? "default" : about.Key.Namespace;
        var now = KubernetesTime.Format(Context.Now);
        var value = NamespaceContents.Named("v1", "Event", "");
        value["metadata"] = new JsonObject { ["generateName"] = about.Key.Name + "." };
        value["involvedObject"] = new JsonObject
        {
            ["kind"] = about.Definition.Resource.Kind,
            ["namespace"] = about.Key.Namespace,
            ["name"] = about.Key.Name,
            ["uid"] = about.Uid,
            ["apiVersion"] = about.Definition.Resource.ApiVersion,
            ["resourceVersion"] = StoredObject.VersionText(about.Version),
        };
        value["reason"] = reason;
        value["message"] = message.Length > MessageLength ? message[..MessageLength] : message;
        value["source"] = new JsonObject { ["component"] = component };
        value["firstTimestamp"] = now;
        value["lastTimestamp"] = now;
        value["count"] = 1;
        value["type"] = type;
        value["reportingComponent"] = component;
        value["reportingInstance"] = "";

        // An event that cannot be told, as in a namespace that goes, is no reason to stop.
        TryCreate(events, space, value, out _);
    }

    /// <summary>The reference by which an object says that this one controls it.</summary>
    public static JsonObject ControllerOf(StoredObject owner) => new()
    {
        ["apiVersion"] = owner.Definition.Resource.ApiVersion,
        ["kind"] = owner.Definition.Resource.Kind,
        ["name"] = owner.Key.Name,
        ["uid"] = owner.Uid,
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };

    /// <summary>A pod made of a template, owned by a workload.</summary>
    public static JsonObject PodOf(StoredObject owner, JsonObject template)
    {
        var metadata = new JsonObject { ["generateName"] = owner.Key.Name + "-" };
        var source = template.Object("metadata") ?? [];
        foreach (var field in (ReadOnlySpan<string>)["labels", "annotations", "finalizers"])
        {
            metadata.CopyFrom(source, field);
        }

        metadata["ownerReferences"] = new JsonArray(ControllerOf(owner));
        return new JsonObject
        {
            ["kind"] = "Pod",
            ["apiVersion"] = "v1",
            ["metadata"] = metadata,
            ["spec"] = template["spec"]?.DeepClone(),
        };
    }
}
