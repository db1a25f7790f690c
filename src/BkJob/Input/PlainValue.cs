using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Net;
using System.Security;
using BkJob.Starts;

namespace BkJob;

/// <summary>Removes everything of PowerShell from a value, so that the core can read it: wrappers, rows, and deserialized copies.</summary>
internal static class PlainValue
{
    /// <summary>The type of <c>[semver]</c>, which the reference assembly does not contain.</summary>
    private const string SemanticVersion = "System.Management.Automation.SemanticVersion";

    /// <summary>A value without wrappers. Lists and dictionaries become copies; an object that identifies a host becomes a row.</summary>
    /// <exception cref="BkJobException">It is an incomplete copy of a target.</exception>
    public static object? Unwrap(object? value)
    {
        if (value is null || ReferenceEquals(value, AutomationNull.Value))
        {
            return null;
        }

        object plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            string or ValueType or SecureString or StepIpStatus or HostOutput or BkJobTarget or IPAddress => plain,
            IDictionary dictionary => Unwrap(dictionary),
            _ when plain.GetType().FullName == SemanticVersion => plain.ToString(),
            _ when LanguagePrimitives.GetEnumerable(plain) is { } list => list.Cast<object?>().Select(Unwrap).ToArray(),
            _ => ReadObject(PSObject.AsPSObject(value)),
        };
    }

    /// <summary>A value without wrappers that was specified for a request.</summary>
    /// <param name="value">The value.</param>
    /// <param name="context">The context of the request.</param>
    /// <exception cref="BkJobException">It is an incomplete copy of a target, or contains a host that was read from another server.</exception>
    public static object? Unwrap(object? value, BkJobContext context)
    {
        object? plain = Unwrap(value);
        CheckServer(plain, context);
        return plain;
    }

    private static void CheckServer(object? plain, BkJobContext context)
    {
        if (plain is object?[] list)
        {
            Array.ForEach(list, item => CheckServer(item, context));
        }
        else
        {
            ContextLookup.CheckServer(JobInput.FindOrigin(plain), context);
        }
    }

    private static OrderedDictionary Unwrap(IDictionary dictionary)
    {
        var copy = new OrderedDictionary(dictionary.Count);
        foreach (DictionaryEntry entry in dictionary)
        {
            copy.Add(Unwrap(entry.Key) ?? "", Unwrap(entry.Value));
        }

        return copy;
    }

    private static object ReadObject(PSObject item) =>
        DeserializedValue.IsDeserialized<BkJobTarget>(item) ? RestoreTarget(item)
        : TargetRow.Read(name => Unwrap(item.Properties[name]?.Value)) ?? item.BaseObject;

    // A copy does not state which ID belongs to which address, so it is used only if that does not matter. Below the depth of a serializer,
    // lists become texts.
    private static BkJobTarget RestoreTarget(PSObject copy)
    {
        object?[] ids = ReadList(copy, nameof(BkJobTarget.HostIds));
        object?[] addresses = ReadList(copy, nameof(BkJobTarget.Addresses));
        object?[] nodes = ReadList(copy, nameof(BkJobTarget.TopologyNodes));
        object?[] groups = ReadList(copy, nameof(BkJobTarget.DynamicGroups));
        long? count = DeserializedValue.Number(copy, nameof(BkJobTarget.Count));
        object?[] hosts = ids.Length == count ? ids
            : addresses.Length == count ? addresses
            : ids.Length + addresses.Length == count ? [.. ids, .. addresses]
            : throw CreateIncomplete();
        return hosts.Length + nodes.Length + groups.Length == 0
            ? new TargetBuilder().Build()
            : TargetReader.Read(new[] { hosts, nodes, groups }, defaultCloudId: null);
    }

    private static object?[] ReadList(PSObject copy, string name) => Unwrap(copy.Properties[name]?.Value) switch
    {
        null or "" => [],
        object?[] list => list,
        _ => throw CreateIncomplete(),
    };

    private static BkJobException CreateIncomplete() => BkJobException.CreateUnsent(BkJobErrorKind.InvalidTarget, Messages.TargetCopyIncomplete);
}
