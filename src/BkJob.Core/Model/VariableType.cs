namespace BkJob;

/// <summary>The type of a global variable (<c>type</c>; <c>category</c> over ESB v2).</summary>
public enum VariableType
{
    /// <summary>A text (字符串).</summary>
#pragma warning disable CA1720 // The name of the type in Job.
    String = 1,
#pragma warning restore CA1720

    /// <summary>A text with a value of its own on each host (命名空间).</summary>
    Namespace = 2,

    /// <summary>A list of hosts (主机列表).</summary>
    Host = 3,

    /// <summary>A secret text (密文). The module never reads its value.</summary>
    Cipher = 4,

    /// <summary>An associative array of the shell (关联数组).</summary>
    AssociativeArray = 5,

    /// <summary>An indexed array of the shell (索引数组).</summary>
    IndexedArray = 6,
}
