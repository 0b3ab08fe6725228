// Generated from schema/postil.fbs by planus; see tests/schema_is_fresh.rs.

pub use root::*;

const _: () = ::planus::check_version_compatibility("planus-1.3.0");

/// The root namespace
///
/// Generated from these locations:
/// * File `schema/postil.fbs`
#[no_implicit_prelude]
#[allow(clippy::needless_lifetimes)]
mod root {
    /// The namespace `postil`
    ///
    /// Generated from these locations:
    /// * File `schema/postil.fbs`
    pub mod postil {
        ///  One note. The record has a fixed size, so a vector of notes is used where it lies.
        ///
        /// Generated from these locations:
        /// * Struct `Note` in the file `schema/postil.fbs:11`
        #[derive(
            Copy,
            Clone,
            Debug,
            PartialEq,
            PartialOrd,
            Default,
            ::serde::Serialize,
            ::serde::Deserialize,
        )]
        pub struct Note {
            ///  First byte.
            pub start: u32,

            ///  The byte after the last.
            pub end: u32,

            ///  Place of the label in the layer's `labels`; 4294967295: no label.
            pub label: u32,

            ///  How sure its maker is; not a number: no score.
            pub score: f32,

            ///  First byte of the attributes in the arena.
            pub attributes_start: u32,

            ///  Length of the attributes, a JSON object; 0: no attributes. The attributes of two notes do
            ///  not share bytes.
            pub attributes_length: u32,
        }

        /// # Safety
        /// The Planus compiler correctly calculates `ALIGNMENT` and `SIZE`.
        unsafe impl ::planus::Primitive for Note {
            const ALIGNMENT: usize = 4;
            const SIZE: usize = 24;
        }

        #[allow(clippy::identity_op)]
        impl ::planus::WriteAsPrimitive<Note> for Note {
            #[inline]
            fn write<const N: usize>(&self, cursor: ::planus::Cursor<'_, N>, buffer_position: u32) {
                let (cur, cursor) = cursor.split::<4, 20>();
                self.start.write(cur, buffer_position - 0);
                let (cur, cursor) = cursor.split::<4, 16>();
                self.end.write(cur, buffer_position - 4);
                let (cur, cursor) = cursor.split::<4, 12>();
                self.label.write(cur, buffer_position - 8);
                let (cur, cursor) = cursor.split::<4, 8>();
                self.score.write(cur, buffer_position - 12);
                let (cur, cursor) = cursor.split::<4, 4>();
                self.attributes_start.write(cur, buffer_position - 16);
                let (cur, cursor) = cursor.split::<4, 0>();
                self.attributes_length.write(cur, buffer_position - 20);
                cursor.finish([]);
            }
        }

        impl ::planus::WriteAsOffset<Note> for Note {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Note> {
                unsafe {
                    builder.write_with(24, 3, |buffer_position, bytes| {
                        let bytes = bytes.as_mut_ptr();

                        ::planus::WriteAsPrimitive::write(
                            self,
                            ::planus::Cursor::new(
                                &mut *(bytes as *mut [::core::mem::MaybeUninit<u8>; 24]),
                            ),
                            buffer_position,
                        );
                    });
                }
                builder.current_offset()
            }
        }

        impl ::planus::WriteAs<Note> for Note {
            type Prepared = Self;
            #[inline]
            fn prepare(&self, _builder: &mut ::planus::Builder) -> Self {
                *self
            }
        }

        impl ::planus::WriteAsOptional<Note> for Note {
            type Prepared = Self;
            #[inline]
            fn prepare(&self, _builder: &mut ::planus::Builder) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(*self)
            }
        }

        /// Reference to a deserialized [Note].
        #[derive(Copy, Clone)]
        pub struct NoteRef<'a>(::planus::ArrayWithStartOffset<'a, 24>);

        impl<'a> NoteRef<'a> {
            /// Getter for the [`start` field](Note#structfield.start).
            pub fn start(&self) -> u32 {
                let buffer = self.0.advance_as_array::<4>(0).unwrap();

                u32::from_le_bytes(*buffer.as_array())
            }

            /// Getter for the [`end` field](Note#structfield.end).
            pub fn end(&self) -> u32 {
                let buffer = self.0.advance_as_array::<4>(4).unwrap();

                u32::from_le_bytes(*buffer.as_array())
            }

            /// Getter for the [`label` field](Note#structfield.label).
            pub fn label(&self) -> u32 {
                let buffer = self.0.advance_as_array::<4>(8).unwrap();

                u32::from_le_bytes(*buffer.as_array())
            }

            /// Getter for the [`score` field](Note#structfield.score).
            pub fn score(&self) -> f32 {
                let buffer = self.0.advance_as_array::<4>(12).unwrap();

                f32::from_le_bytes(*buffer.as_array())
            }

            /// Getter for the [`attributes_start` field](Note#structfield.attributes_start).
            pub fn attributes_start(&self) -> u32 {
                let buffer = self.0.advance_as_array::<4>(16).unwrap();

                u32::from_le_bytes(*buffer.as_array())
            }

            /// Getter for the [`attributes_length` field](Note#structfield.attributes_length).
            pub fn attributes_length(&self) -> u32 {
                let buffer = self.0.advance_as_array::<4>(20).unwrap();

                u32::from_le_bytes(*buffer.as_array())
            }
        }

        impl<'a> ::core::fmt::Debug for NoteRef<'a> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut f = f.debug_struct("NoteRef");
                f.field("start", &self.start());
                f.field("end", &self.end());
                f.field("label", &self.label());
                f.field("score", &self.score());
                f.field("attributes_start", &self.attributes_start());
                f.field("attributes_length", &self.attributes_length());
                f.finish()
            }
        }

        impl<'a> ::core::convert::From<::planus::ArrayWithStartOffset<'a, 24>> for NoteRef<'a> {
            fn from(array: ::planus::ArrayWithStartOffset<'a, 24>) -> Self {
                Self(array)
            }
        }

        impl<'a> ::core::convert::From<NoteRef<'a>> for Note {
            #[allow(unreachable_code)]
            fn from(value: NoteRef<'a>) -> Self {
                Self {
                    start: value.start(),
                    end: value.end(),
                    label: value.label(),
                    score: value.score(),
                    attributes_start: value.attributes_start(),
                    attributes_length: value.attributes_length(),
                }
            }
        }

        impl<'a, 'b> ::core::cmp::PartialEq<NoteRef<'a>> for NoteRef<'b> {
            fn eq(&self, other: &NoteRef<'_>) -> bool {
                self.start() == other.start()
                    && self.end() == other.end()
                    && self.label() == other.label()
                    && self.score() == other.score()
                    && self.attributes_start() == other.attributes_start()
                    && self.attributes_length() == other.attributes_length()
            }
        }

        impl<'a, 'b> ::core::cmp::PartialOrd<NoteRef<'a>> for NoteRef<'b> {
            fn partial_cmp(
                &self,
                other: &NoteRef<'_>,
            ) -> ::core::option::Option<::core::cmp::Ordering> {
                match self.start().partial_cmp(&other.start()) {
                    ::core::option::Option::Some(::core::cmp::Ordering::Equal) => (),
                    o => return o,
                }

                match self.end().partial_cmp(&other.end()) {
                    ::core::option::Option::Some(::core::cmp::Ordering::Equal) => (),
                    o => return o,
                }

                match self.label().partial_cmp(&other.label()) {
                    ::core::option::Option::Some(::core::cmp::Ordering::Equal) => (),
                    o => return o,
                }

                match self.score().partial_cmp(&other.score()) {
                    ::core::option::Option::Some(::core::cmp::Ordering::Equal) => (),
                    o => return o,
                }

                match self.attributes_start().partial_cmp(&other.attributes_start()) {
                    ::core::option::Option::Some(::core::cmp::Ordering::Equal) => (),
                    o => return o,
                }

                self.attributes_length().partial_cmp(&other.attributes_length())
            }
        }

        impl<'a> ::planus::TableRead<'a> for NoteRef<'a> {
            #[inline]
            fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::ErrorKind> {
                let buffer = buffer.advance_as_array::<24>(offset)?;
                ::core::result::Result::Ok(Self(buffer))
            }
        }

        impl<'a> ::planus::VectorRead<'a> for NoteRef<'a> {
            const STRIDE: usize = 24;

            #[inline]
            unsafe fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> Self {
                Self(unsafe { buffer.unchecked_advance_as_array(offset) })
            }
        }

        /// # Safety
        /// The planus compiler generates implementations that initialize
        /// the bytes in `write_values`.
        unsafe impl ::planus::VectorWrite<Note> for Note {
            const STRIDE: usize = 24;

            type Value = Note;

            #[inline]
            fn prepare(&self, _builder: &mut ::planus::Builder) -> Self::Value {
                *self
            }

            #[inline]
            unsafe fn write_values(
                values: &[Note],
                bytes: *mut ::core::mem::MaybeUninit<u8>,
                buffer_position: u32,
            ) {
                let bytes = bytes as *mut [::core::mem::MaybeUninit<u8>; 24];
                for (i, v) in ::core::iter::Iterator::enumerate(values.iter()) {
                    ::planus::WriteAsPrimitive::write(
                        v,
                        ::planus::Cursor::new(unsafe { &mut *bytes.add(i) }),
                        buffer_position - (24 * i) as u32,
                    );
                }
            }
        }

        ///  The notes of one kind, in order of (start, end).
        ///
        /// Generated from these locations:
        /// * Table `Layer` in the file `schema/postil.fbs:28`
        #[derive(Clone, Debug, PartialEq, PartialOrd, ::serde::Serialize, ::serde::Deserialize)]
        pub struct Layer {
            ///  Name of the layer, such as `sentence`.
            pub name: ::planus::alloc::string::String,
            ///  Id of the analyzer that made it. An answer leaves it out.
            pub by: ::core::option::Option<::planus::alloc::string::String>,
            ///  The labels that its notes use.
            pub labels:
                ::core::option::Option<::planus::alloc::vec::Vec<::planus::alloc::string::String>>,
            ///  The notes.
            pub notes: ::planus::alloc::vec::Vec<self::Note>,
            ///  The notes' ids, where they are not their places. An answer leaves it out.
            pub ids: ::core::option::Option<::planus::alloc::vec::Vec<u32>>,
        }

        #[allow(clippy::derivable_impls)]
        impl ::core::default::Default for Layer {
            fn default() -> Self {
                Self {
                    name: ::core::default::Default::default(),
                    by: ::core::default::Default::default(),
                    labels: ::core::default::Default::default(),
                    notes: ::core::default::Default::default(),
                    ids: ::core::default::Default::default(),
                }
            }
        }

        impl Layer {
            /// Creates a [LayerBuilder] for serializing an instance of this table.
            #[inline]
            pub fn builder() -> LayerBuilder<()> {
                LayerBuilder(())
            }

            #[allow(clippy::too_many_arguments)]
            pub fn create(
                builder: &mut ::planus::Builder,
                field_name: impl ::planus::WriteAs<::planus::Offset<str>>,
                field_by: impl ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                field_labels: impl ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<str>]>>,
                field_notes: impl ::planus::WriteAs<::planus::Offset<[self::Note]>>,
                field_ids: impl ::planus::WriteAsOptional<::planus::Offset<[u32]>>,
            ) -> ::planus::Offset<Self> {
                let prepared_name = field_name.prepare(builder);
                let prepared_by = field_by.prepare(builder);
                let prepared_labels = field_labels.prepare(builder);
                let prepared_notes = field_notes.prepare(builder);
                let prepared_ids = field_ids.prepare(builder);

                let mut table_writer: ::planus::table_writer::TableWriter<14> =
                    ::core::default::Default::default();
                table_writer.write_entry::<::planus::Offset<str>>(0);
                if prepared_by.is_some() {
                    table_writer.write_entry::<::planus::Offset<str>>(1);
                }
                if prepared_labels.is_some() {
                    table_writer.write_entry::<::planus::Offset<[::planus::Offset<str>]>>(2);
                }
                table_writer.write_entry::<::planus::Offset<[self::Note]>>(3);
                if prepared_ids.is_some() {
                    table_writer.write_entry::<::planus::Offset<[u32]>>(4);
                }

                unsafe {
                    table_writer.finish(builder, |object_writer| {
                        object_writer.write::<_, _, 4>(&prepared_name);
                        if let ::core::option::Option::Some(prepared_by) = prepared_by {
                            object_writer.write::<_, _, 4>(&prepared_by);
                        }
                        if let ::core::option::Option::Some(prepared_labels) = prepared_labels {
                            object_writer.write::<_, _, 4>(&prepared_labels);
                        }
                        object_writer.write::<_, _, 4>(&prepared_notes);
                        if let ::core::option::Option::Some(prepared_ids) = prepared_ids {
                            object_writer.write::<_, _, 4>(&prepared_ids);
                        }
                    });
                }
                builder.current_offset()
            }
        }

        impl ::planus::WriteAs<::planus::Offset<Layer>> for Layer {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Layer> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl ::planus::WriteAsOptional<::planus::Offset<Layer>> for Layer {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Layer>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl ::planus::WriteAsOffset<Layer> for Layer {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Layer> {
                Layer::create(builder, &self.name, &self.by, &self.labels, &self.notes, &self.ids)
            }
        }

        /// Builder for serializing an instance of the [Layer] type.
        ///
        /// Can be created using the [Layer::builder] method.
        #[derive(Debug)]
        #[must_use]
        pub struct LayerBuilder<State>(State);

        impl LayerBuilder<()> {
            /// Setter for the [`name` field](Layer#structfield.name).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn name<T0>(self, value: T0) -> LayerBuilder<(T0,)>
            where
                T0: ::planus::WriteAs<::planus::Offset<str>>,
            {
                LayerBuilder((value,))
            }
        }

        impl<T0> LayerBuilder<(T0,)> {
            /// Setter for the [`by` field](Layer#structfield.by).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn by<T1>(self, value: T1) -> LayerBuilder<(T0, T1)>
            where
                T1: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            {
                let (v0,) = self.0;
                LayerBuilder((v0, value))
            }

            /// Sets the [`by` field](Layer#structfield.by) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn by_as_null(self) -> LayerBuilder<(T0, ())> {
                self.by(())
            }
        }

        impl<T0, T1> LayerBuilder<(T0, T1)> {
            /// Setter for the [`labels` field](Layer#structfield.labels).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn labels<T2>(self, value: T2) -> LayerBuilder<(T0, T1, T2)>
            where
                T2: ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<str>]>>,
            {
                let (v0, v1) = self.0;
                LayerBuilder((v0, v1, value))
            }

            /// Sets the [`labels` field](Layer#structfield.labels) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn labels_as_null(self) -> LayerBuilder<(T0, T1, ())> {
                self.labels(())
            }
        }

        impl<T0, T1, T2> LayerBuilder<(T0, T1, T2)> {
            /// Setter for the [`notes` field](Layer#structfield.notes).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn notes<T3>(self, value: T3) -> LayerBuilder<(T0, T1, T2, T3)>
            where
                T3: ::planus::WriteAs<::planus::Offset<[self::Note]>>,
            {
                let (v0, v1, v2) = self.0;
                LayerBuilder((v0, v1, v2, value))
            }
        }

        impl<T0, T1, T2, T3> LayerBuilder<(T0, T1, T2, T3)> {
            /// Setter for the [`ids` field](Layer#structfield.ids).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn ids<T4>(self, value: T4) -> LayerBuilder<(T0, T1, T2, T3, T4)>
            where
                T4: ::planus::WriteAsOptional<::planus::Offset<[u32]>>,
            {
                let (v0, v1, v2, v3) = self.0;
                LayerBuilder((v0, v1, v2, v3, value))
            }

            /// Sets the [`ids` field](Layer#structfield.ids) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn ids_as_null(self) -> LayerBuilder<(T0, T1, T2, T3, ())> {
                self.ids(())
            }
        }

        impl<T0, T1, T2, T3, T4> LayerBuilder<(T0, T1, T2, T3, T4)> {
            /// Finish writing the builder to get an [Offset](::planus::Offset) to a serialized [Layer].
            #[inline]
            pub fn finish(self, builder: &mut ::planus::Builder) -> ::planus::Offset<Layer>
            where
                Self: ::planus::WriteAsOffset<Layer>,
            {
                ::planus::WriteAsOffset::prepare(&self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAs<::planus::Offset<str>>,
                T1: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T2: ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<str>]>>,
                T3: ::planus::WriteAs<::planus::Offset<[self::Note]>>,
                T4: ::planus::WriteAsOptional<::planus::Offset<[u32]>>,
            > ::planus::WriteAs<::planus::Offset<Layer>> for LayerBuilder<(T0, T1, T2, T3, T4)>
        {
            type Prepared = ::planus::Offset<Layer>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Layer> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAs<::planus::Offset<str>>,
                T1: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T2: ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<str>]>>,
                T3: ::planus::WriteAs<::planus::Offset<[self::Note]>>,
                T4: ::planus::WriteAsOptional<::planus::Offset<[u32]>>,
            > ::planus::WriteAsOptional<::planus::Offset<Layer>>
            for LayerBuilder<(T0, T1, T2, T3, T4)>
        {
            type Prepared = ::planus::Offset<Layer>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Layer>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl<
                T0: ::planus::WriteAs<::planus::Offset<str>>,
                T1: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T2: ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<str>]>>,
                T3: ::planus::WriteAs<::planus::Offset<[self::Note]>>,
                T4: ::planus::WriteAsOptional<::planus::Offset<[u32]>>,
            > ::planus::WriteAsOffset<Layer> for LayerBuilder<(T0, T1, T2, T3, T4)>
        {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Layer> {
                let (v0, v1, v2, v3, v4) = &self.0;
                Layer::create(builder, v0, v1, v2, v3, v4)
            }
        }

        /// Reference to a deserialized [Layer].
        #[derive(Copy, Clone)]
        pub struct LayerRef<'a>(#[allow(dead_code)] ::planus::table_reader::Table<'a>);

        impl<'a> LayerRef<'a> {
            /// Getter for the [`name` field](Layer#structfield.name).
            #[inline]
            pub fn name(&self) -> ::planus::Result<&'a ::core::primitive::str> {
                self.0.access_required(0, "Layer", "name")
            }

            /// Getter for the [`by` field](Layer#structfield.by).
            #[inline]
            pub fn by(
                &self,
            ) -> ::planus::Result<::core::option::Option<&'a ::core::primitive::str>> {
                self.0.access(1, "Layer", "by")
            }

            /// Getter for the [`labels` field](Layer#structfield.labels).
            #[inline]
            pub fn labels(
                &self,
            ) -> ::planus::Result<
                ::core::option::Option<
                    ::planus::Vector<'a, ::planus::Result<&'a ::core::primitive::str>>,
                >,
            > {
                self.0.access(2, "Layer", "labels")
            }

            /// Getter for the [`notes` field](Layer#structfield.notes).
            #[inline]
            pub fn notes(&self) -> ::planus::Result<::planus::Vector<'a, self::NoteRef<'a>>> {
                self.0.access_required(3, "Layer", "notes")
            }

            /// Getter for the [`ids` field](Layer#structfield.ids).
            #[inline]
            pub fn ids(
                &self,
            ) -> ::planus::Result<::core::option::Option<::planus::Vector<'a, u32>>> {
                self.0.access(4, "Layer", "ids")
            }
        }

        impl<'a> ::core::fmt::Debug for LayerRef<'a> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut f = f.debug_struct("LayerRef");
                f.field("name", &self.name());
                if let ::core::option::Option::Some(field_by) = self.by().transpose() {
                    f.field("by", &field_by);
                }
                if let ::core::option::Option::Some(field_labels) = self.labels().transpose() {
                    f.field("labels", &field_labels);
                }
                f.field("notes", &self.notes());
                if let ::core::option::Option::Some(field_ids) = self.ids().transpose() {
                    f.field("ids", &field_ids);
                }
                f.finish()
            }
        }

        impl<'a> ::core::convert::TryFrom<LayerRef<'a>> for Layer {
            type Error = ::planus::Error;

            #[allow(unreachable_code)]
            fn try_from(value: LayerRef<'a>) -> ::planus::Result<Self> {
                ::core::result::Result::Ok(Self {
                    name: ::core::convert::Into::into(value.name()?),
                    by: value.by()?.map(::core::convert::Into::into),
                    labels: if let ::core::option::Option::Some(labels) = value.labels()? {
                        ::core::option::Option::Some(labels.to_vec_result()?)
                    } else {
                        ::core::option::Option::None
                    },
                    notes: value.notes()?.to_vec()?,
                    ids: if let ::core::option::Option::Some(ids) = value.ids()? {
                        ::core::option::Option::Some(ids.to_vec()?)
                    } else {
                        ::core::option::Option::None
                    },
                })
            }
        }

        impl<'a> ::planus::TableRead<'a> for LayerRef<'a> {
            #[inline]
            fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::ErrorKind> {
                ::core::result::Result::Ok(Self(::planus::table_reader::Table::from_buffer(
                    buffer, offset,
                )?))
            }
        }

        impl<'a> ::planus::VectorReadInner<'a> for LayerRef<'a> {
            type Error = ::planus::Error;
            const STRIDE: usize = 4;

            unsafe fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(buffer, offset).map_err(|error_kind| {
                    error_kind.with_error_location("[LayerRef]", "get", buffer.offset_from_start)
                })
            }
        }

        /// # Safety
        /// The planus compiler generates implementations that initialize
        /// the bytes in `write_values`.
        unsafe impl ::planus::VectorWrite<::planus::Offset<Layer>> for Layer {
            type Value = ::planus::Offset<Layer>;
            const STRIDE: usize = 4;
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> Self::Value {
                ::planus::WriteAs::prepare(self, builder)
            }

            #[inline]
            unsafe fn write_values(
                values: &[::planus::Offset<Layer>],
                bytes: *mut ::core::mem::MaybeUninit<u8>,
                buffer_position: u32,
            ) {
                let bytes = bytes as *mut [::core::mem::MaybeUninit<u8>; 4];
                for (i, v) in ::core::iter::Iterator::enumerate(values.iter()) {
                    ::planus::WriteAsPrimitive::write(
                        v,
                        ::planus::Cursor::new(unsafe { &mut *bytes.add(i) }),
                        buffer_position - (Self::STRIDE * i) as u32,
                    );
                }
            }
        }

        impl<'a> ::planus::ReadAsRoot<'a> for LayerRef<'a> {
            fn read_as_root(slice: &'a [u8]) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(
                    ::planus::SliceWithStartOffset { buffer: slice, offset_from_start: 0 },
                    0,
                )
                .map_err(|error_kind| {
                    error_kind.with_error_location("[LayerRef]", "read_as_root", 0)
                })
            }
        }

        ///  A text, what is known of it, and the layers that the plugin's manifest requires.
        ///
        /// Generated from these locations:
        /// * Table `Document` in the file `schema/postil.fbs:42`
        #[derive(Clone, Debug, PartialEq, PartialOrd, ::serde::Serialize, ::serde::Deserialize)]
        pub struct Document {
            ///  The document's name, unique in a run.
            pub id: ::planus::alloc::string::String,
            ///  The whole text.
            pub text: ::planus::alloc::string::String,
            ///  What is known of it: a JSON object.
            pub meta: ::core::option::Option<::planus::alloc::string::String>,
            ///  The attributes of all notes, one JSON object after another.
            pub arena: ::core::option::Option<::planus::alloc::string::String>,
            ///  The layers.
            pub layers: ::core::option::Option<::planus::alloc::vec::Vec<self::Layer>>,
        }

        #[allow(clippy::derivable_impls)]
        impl ::core::default::Default for Document {
            fn default() -> Self {
                Self {
                    id: ::core::default::Default::default(),
                    text: ::core::default::Default::default(),
                    meta: ::core::default::Default::default(),
                    arena: ::core::default::Default::default(),
                    layers: ::core::default::Default::default(),
                }
            }
        }

        impl Document {
            /// Creates a [DocumentBuilder] for serializing an instance of this table.
            #[inline]
            pub fn builder() -> DocumentBuilder<()> {
                DocumentBuilder(())
            }

            #[allow(clippy::too_many_arguments)]
            pub fn create(
                builder: &mut ::planus::Builder,
                field_id: impl ::planus::WriteAs<::planus::Offset<str>>,
                field_text: impl ::planus::WriteAs<::planus::Offset<str>>,
                field_meta: impl ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                field_arena: impl ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                field_layers: impl ::planus::WriteAsOptional<
                    ::planus::Offset<[::planus::Offset<self::Layer>]>,
                >,
            ) -> ::planus::Offset<Self> {
                let prepared_id = field_id.prepare(builder);
                let prepared_text = field_text.prepare(builder);
                let prepared_meta = field_meta.prepare(builder);
                let prepared_arena = field_arena.prepare(builder);
                let prepared_layers = field_layers.prepare(builder);

                let mut table_writer: ::planus::table_writer::TableWriter<14> =
                    ::core::default::Default::default();
                table_writer.write_entry::<::planus::Offset<str>>(0);
                table_writer.write_entry::<::planus::Offset<str>>(1);
                if prepared_meta.is_some() {
                    table_writer.write_entry::<::planus::Offset<str>>(2);
                }
                if prepared_arena.is_some() {
                    table_writer.write_entry::<::planus::Offset<str>>(3);
                }
                if prepared_layers.is_some() {
                    table_writer
                        .write_entry::<::planus::Offset<[::planus::Offset<self::Layer>]>>(4);
                }

                unsafe {
                    table_writer.finish(builder, |object_writer| {
                        object_writer.write::<_, _, 4>(&prepared_id);
                        object_writer.write::<_, _, 4>(&prepared_text);
                        if let ::core::option::Option::Some(prepared_meta) = prepared_meta {
                            object_writer.write::<_, _, 4>(&prepared_meta);
                        }
                        if let ::core::option::Option::Some(prepared_arena) = prepared_arena {
                            object_writer.write::<_, _, 4>(&prepared_arena);
                        }
                        if let ::core::option::Option::Some(prepared_layers) = prepared_layers {
                            object_writer.write::<_, _, 4>(&prepared_layers);
                        }
                    });
                }
                builder.current_offset()
            }
        }

        impl ::planus::WriteAs<::planus::Offset<Document>> for Document {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Document> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl ::planus::WriteAsOptional<::planus::Offset<Document>> for Document {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Document>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl ::planus::WriteAsOffset<Document> for Document {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Document> {
                Document::create(
                    builder,
                    &self.id,
                    &self.text,
                    &self.meta,
                    &self.arena,
                    &self.layers,
                )
            }
        }

        /// Builder for serializing an instance of the [Document] type.
        ///
        /// Can be created using the [Document::builder] method.
        #[derive(Debug)]
        #[must_use]
        pub struct DocumentBuilder<State>(State);

        impl DocumentBuilder<()> {
            /// Setter for the [`id` field](Document#structfield.id).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn id<T0>(self, value: T0) -> DocumentBuilder<(T0,)>
            where
                T0: ::planus::WriteAs<::planus::Offset<str>>,
            {
                DocumentBuilder((value,))
            }
        }

        impl<T0> DocumentBuilder<(T0,)> {
            /// Setter for the [`text` field](Document#structfield.text).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn text<T1>(self, value: T1) -> DocumentBuilder<(T0, T1)>
            where
                T1: ::planus::WriteAs<::planus::Offset<str>>,
            {
                let (v0,) = self.0;
                DocumentBuilder((v0, value))
            }
        }

        impl<T0, T1> DocumentBuilder<(T0, T1)> {
            /// Setter for the [`meta` field](Document#structfield.meta).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn meta<T2>(self, value: T2) -> DocumentBuilder<(T0, T1, T2)>
            where
                T2: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            {
                let (v0, v1) = self.0;
                DocumentBuilder((v0, v1, value))
            }

            /// Sets the [`meta` field](Document#structfield.meta) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn meta_as_null(self) -> DocumentBuilder<(T0, T1, ())> {
                self.meta(())
            }
        }

        impl<T0, T1, T2> DocumentBuilder<(T0, T1, T2)> {
            /// Setter for the [`arena` field](Document#structfield.arena).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn arena<T3>(self, value: T3) -> DocumentBuilder<(T0, T1, T2, T3)>
            where
                T3: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            {
                let (v0, v1, v2) = self.0;
                DocumentBuilder((v0, v1, v2, value))
            }

            /// Sets the [`arena` field](Document#structfield.arena) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn arena_as_null(self) -> DocumentBuilder<(T0, T1, T2, ())> {
                self.arena(())
            }
        }

        impl<T0, T1, T2, T3> DocumentBuilder<(T0, T1, T2, T3)> {
            /// Setter for the [`layers` field](Document#structfield.layers).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn layers<T4>(self, value: T4) -> DocumentBuilder<(T0, T1, T2, T3, T4)>
            where
                T4: ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<self::Layer>]>>,
            {
                let (v0, v1, v2, v3) = self.0;
                DocumentBuilder((v0, v1, v2, v3, value))
            }

            /// Sets the [`layers` field](Document#structfield.layers) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn layers_as_null(self) -> DocumentBuilder<(T0, T1, T2, T3, ())> {
                self.layers(())
            }
        }

        impl<T0, T1, T2, T3, T4> DocumentBuilder<(T0, T1, T2, T3, T4)> {
            /// Finish writing the builder to get an [Offset](::planus::Offset) to a serialized [Document].
            #[inline]
            pub fn finish(self, builder: &mut ::planus::Builder) -> ::planus::Offset<Document>
            where
                Self: ::planus::WriteAsOffset<Document>,
            {
                ::planus::WriteAsOffset::prepare(&self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAs<::planus::Offset<str>>,
                T1: ::planus::WriteAs<::planus::Offset<str>>,
                T2: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T3: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T4: ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<self::Layer>]>>,
            > ::planus::WriteAs<::planus::Offset<Document>>
            for DocumentBuilder<(T0, T1, T2, T3, T4)>
        {
            type Prepared = ::planus::Offset<Document>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Document> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAs<::planus::Offset<str>>,
                T1: ::planus::WriteAs<::planus::Offset<str>>,
                T2: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T3: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T4: ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<self::Layer>]>>,
            > ::planus::WriteAsOptional<::planus::Offset<Document>>
            for DocumentBuilder<(T0, T1, T2, T3, T4)>
        {
            type Prepared = ::planus::Offset<Document>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Document>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl<
                T0: ::planus::WriteAs<::planus::Offset<str>>,
                T1: ::planus::WriteAs<::planus::Offset<str>>,
                T2: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T3: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T4: ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<self::Layer>]>>,
            > ::planus::WriteAsOffset<Document> for DocumentBuilder<(T0, T1, T2, T3, T4)>
        {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Document> {
                let (v0, v1, v2, v3, v4) = &self.0;
                Document::create(builder, v0, v1, v2, v3, v4)
            }
        }

        /// Reference to a deserialized [Document].
        #[derive(Copy, Clone)]
        pub struct DocumentRef<'a>(#[allow(dead_code)] ::planus::table_reader::Table<'a>);

        impl<'a> DocumentRef<'a> {
            /// Getter for the [`id` field](Document#structfield.id).
            #[inline]
            pub fn id(&self) -> ::planus::Result<&'a ::core::primitive::str> {
                self.0.access_required(0, "Document", "id")
            }

            /// Getter for the [`text` field](Document#structfield.text).
            #[inline]
            pub fn text(&self) -> ::planus::Result<&'a ::core::primitive::str> {
                self.0.access_required(1, "Document", "text")
            }

            /// Getter for the [`meta` field](Document#structfield.meta).
            #[inline]
            pub fn meta(
                &self,
            ) -> ::planus::Result<::core::option::Option<&'a ::core::primitive::str>> {
                self.0.access(2, "Document", "meta")
            }

            /// Getter for the [`arena` field](Document#structfield.arena).
            #[inline]
            pub fn arena(
                &self,
            ) -> ::planus::Result<::core::option::Option<&'a ::core::primitive::str>> {
                self.0.access(3, "Document", "arena")
            }

            /// Getter for the [`layers` field](Document#structfield.layers).
            #[inline]
            pub fn layers(
                &self,
            ) -> ::planus::Result<
                ::core::option::Option<::planus::Vector<'a, ::planus::Result<self::LayerRef<'a>>>>,
            > {
                self.0.access(4, "Document", "layers")
            }
        }

        impl<'a> ::core::fmt::Debug for DocumentRef<'a> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut f = f.debug_struct("DocumentRef");
                f.field("id", &self.id());
                f.field("text", &self.text());
                if let ::core::option::Option::Some(field_meta) = self.meta().transpose() {
                    f.field("meta", &field_meta);
                }
                if let ::core::option::Option::Some(field_arena) = self.arena().transpose() {
                    f.field("arena", &field_arena);
                }
                if let ::core::option::Option::Some(field_layers) = self.layers().transpose() {
                    f.field("layers", &field_layers);
                }
                f.finish()
            }
        }

        impl<'a> ::core::convert::TryFrom<DocumentRef<'a>> for Document {
            type Error = ::planus::Error;

            #[allow(unreachable_code)]
            fn try_from(value: DocumentRef<'a>) -> ::planus::Result<Self> {
                ::core::result::Result::Ok(Self {
                    id: ::core::convert::Into::into(value.id()?),
                    text: ::core::convert::Into::into(value.text()?),
                    meta: value.meta()?.map(::core::convert::Into::into),
                    arena: value.arena()?.map(::core::convert::Into::into),
                    layers: if let ::core::option::Option::Some(layers) = value.layers()? {
                        ::core::option::Option::Some(layers.to_vec_result()?)
                    } else {
                        ::core::option::Option::None
                    },
                })
            }
        }

        impl<'a> ::planus::TableRead<'a> for DocumentRef<'a> {
            #[inline]
            fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::ErrorKind> {
                ::core::result::Result::Ok(Self(::planus::table_reader::Table::from_buffer(
                    buffer, offset,
                )?))
            }
        }

        impl<'a> ::planus::VectorReadInner<'a> for DocumentRef<'a> {
            type Error = ::planus::Error;
            const STRIDE: usize = 4;

            unsafe fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(buffer, offset).map_err(|error_kind| {
                    error_kind.with_error_location("[DocumentRef]", "get", buffer.offset_from_start)
                })
            }
        }

        /// # Safety
        /// The planus compiler generates implementations that initialize
        /// the bytes in `write_values`.
        unsafe impl ::planus::VectorWrite<::planus::Offset<Document>> for Document {
            type Value = ::planus::Offset<Document>;
            const STRIDE: usize = 4;
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> Self::Value {
                ::planus::WriteAs::prepare(self, builder)
            }

            #[inline]
            unsafe fn write_values(
                values: &[::planus::Offset<Document>],
                bytes: *mut ::core::mem::MaybeUninit<u8>,
                buffer_position: u32,
            ) {
                let bytes = bytes as *mut [::core::mem::MaybeUninit<u8>; 4];
                for (i, v) in ::core::iter::Iterator::enumerate(values.iter()) {
                    ::planus::WriteAsPrimitive::write(
                        v,
                        ::planus::Cursor::new(unsafe { &mut *bytes.add(i) }),
                        buffer_position - (Self::STRIDE * i) as u32,
                    );
                }
            }
        }

        impl<'a> ::planus::ReadAsRoot<'a> for DocumentRef<'a> {
            fn read_as_root(slice: &'a [u8]) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(
                    ::planus::SliceWithStartOffset { buffer: slice, offset_from_start: 0 },
                    0,
                )
                .map_err(|error_kind| {
                    error_kind.with_error_location("[DocumentRef]", "read_as_root", 0)
                })
            }
        }

        ///  Several documents on one run of events.
        ///
        /// Generated from these locations:
        /// * Table `Story` in the file `schema/postil.fbs:56`
        #[derive(Clone, Debug, PartialEq, PartialOrd, ::serde::Serialize, ::serde::Deserialize)]
        pub struct Story {
            ///  The story's name, unique in a run.
            pub id: ::planus::alloc::string::String,
            ///  The documents, in input order.
            pub documents: ::planus::alloc::vec::Vec<self::Document>,
            ///  What links them: a JSON object in the form of `results."postil.stories"`.
            pub links: ::core::option::Option<::planus::alloc::string::String>,
            ///  What analyzers say of the story: a JSON object by analyzer.
            pub results: ::core::option::Option<::planus::alloc::string::String>,
        }

        #[allow(clippy::derivable_impls)]
        impl ::core::default::Default for Story {
            fn default() -> Self {
                Self {
                    id: ::core::default::Default::default(),
                    documents: ::core::default::Default::default(),
                    links: ::core::default::Default::default(),
                    results: ::core::default::Default::default(),
                }
            }
        }

        impl Story {
            /// Creates a [StoryBuilder] for serializing an instance of this table.
            #[inline]
            pub fn builder() -> StoryBuilder<()> {
                StoryBuilder(())
            }

            #[allow(clippy::too_many_arguments)]
            pub fn create(
                builder: &mut ::planus::Builder,
                field_id: impl ::planus::WriteAs<::planus::Offset<str>>,
                field_documents: impl ::planus::WriteAs<
                    ::planus::Offset<[::planus::Offset<self::Document>]>,
                >,
                field_links: impl ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                field_results: impl ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            ) -> ::planus::Offset<Self> {
                let prepared_id = field_id.prepare(builder);
                let prepared_documents = field_documents.prepare(builder);
                let prepared_links = field_links.prepare(builder);
                let prepared_results = field_results.prepare(builder);

                let mut table_writer: ::planus::table_writer::TableWriter<12> =
                    ::core::default::Default::default();
                table_writer.write_entry::<::planus::Offset<str>>(0);
                table_writer.write_entry::<::planus::Offset<[::planus::Offset<self::Document>]>>(1);
                if prepared_links.is_some() {
                    table_writer.write_entry::<::planus::Offset<str>>(2);
                }
                if prepared_results.is_some() {
                    table_writer.write_entry::<::planus::Offset<str>>(3);
                }

                unsafe {
                    table_writer.finish(builder, |object_writer| {
                        object_writer.write::<_, _, 4>(&prepared_id);
                        object_writer.write::<_, _, 4>(&prepared_documents);
                        if let ::core::option::Option::Some(prepared_links) = prepared_links {
                            object_writer.write::<_, _, 4>(&prepared_links);
                        }
                        if let ::core::option::Option::Some(prepared_results) = prepared_results {
                            object_writer.write::<_, _, 4>(&prepared_results);
                        }
                    });
                }
                builder.current_offset()
            }
        }

        impl ::planus::WriteAs<::planus::Offset<Story>> for Story {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Story> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl ::planus::WriteAsOptional<::planus::Offset<Story>> for Story {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Story>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl ::planus::WriteAsOffset<Story> for Story {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Story> {
                Story::create(builder, &self.id, &self.documents, &self.links, &self.results)
            }
        }

        /// Builder for serializing an instance of the [Story] type.
        ///
        /// Can be created using the [Story::builder] method.
        #[derive(Debug)]
        #[must_use]
        pub struct StoryBuilder<State>(State);

        impl StoryBuilder<()> {
            /// Setter for the [`id` field](Story#structfield.id).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn id<T0>(self, value: T0) -> StoryBuilder<(T0,)>
            where
                T0: ::planus::WriteAs<::planus::Offset<str>>,
            {
                StoryBuilder((value,))
            }
        }

        impl<T0> StoryBuilder<(T0,)> {
            /// Setter for the [`documents` field](Story#structfield.documents).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn documents<T1>(self, value: T1) -> StoryBuilder<(T0, T1)>
            where
                T1: ::planus::WriteAs<::planus::Offset<[::planus::Offset<self::Document>]>>,
            {
                let (v0,) = self.0;
                StoryBuilder((v0, value))
            }
        }

        impl<T0, T1> StoryBuilder<(T0, T1)> {
            /// Setter for the [`links` field](Story#structfield.links).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn links<T2>(self, value: T2) -> StoryBuilder<(T0, T1, T2)>
            where
                T2: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            {
                let (v0, v1) = self.0;
                StoryBuilder((v0, v1, value))
            }

            /// Sets the [`links` field](Story#structfield.links) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn links_as_null(self) -> StoryBuilder<(T0, T1, ())> {
                self.links(())
            }
        }

        impl<T0, T1, T2> StoryBuilder<(T0, T1, T2)> {
            /// Setter for the [`results` field](Story#structfield.results).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn results<T3>(self, value: T3) -> StoryBuilder<(T0, T1, T2, T3)>
            where
                T3: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            {
                let (v0, v1, v2) = self.0;
                StoryBuilder((v0, v1, v2, value))
            }

            /// Sets the [`results` field](Story#structfield.results) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn results_as_null(self) -> StoryBuilder<(T0, T1, T2, ())> {
                self.results(())
            }
        }

        impl<T0, T1, T2, T3> StoryBuilder<(T0, T1, T2, T3)> {
            /// Finish writing the builder to get an [Offset](::planus::Offset) to a serialized [Story].
            #[inline]
            pub fn finish(self, builder: &mut ::planus::Builder) -> ::planus::Offset<Story>
            where
                Self: ::planus::WriteAsOffset<Story>,
            {
                ::planus::WriteAsOffset::prepare(&self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAs<::planus::Offset<str>>,
                T1: ::planus::WriteAs<::planus::Offset<[::planus::Offset<self::Document>]>>,
                T2: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T3: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            > ::planus::WriteAs<::planus::Offset<Story>> for StoryBuilder<(T0, T1, T2, T3)>
        {
            type Prepared = ::planus::Offset<Story>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Story> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAs<::planus::Offset<str>>,
                T1: ::planus::WriteAs<::planus::Offset<[::planus::Offset<self::Document>]>>,
                T2: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T3: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            > ::planus::WriteAsOptional<::planus::Offset<Story>>
            for StoryBuilder<(T0, T1, T2, T3)>
        {
            type Prepared = ::planus::Offset<Story>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Story>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl<
                T0: ::planus::WriteAs<::planus::Offset<str>>,
                T1: ::planus::WriteAs<::planus::Offset<[::planus::Offset<self::Document>]>>,
                T2: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T3: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            > ::planus::WriteAsOffset<Story> for StoryBuilder<(T0, T1, T2, T3)>
        {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Story> {
                let (v0, v1, v2, v3) = &self.0;
                Story::create(builder, v0, v1, v2, v3)
            }
        }

        /// Reference to a deserialized [Story].
        #[derive(Copy, Clone)]
        pub struct StoryRef<'a>(#[allow(dead_code)] ::planus::table_reader::Table<'a>);

        impl<'a> StoryRef<'a> {
            /// Getter for the [`id` field](Story#structfield.id).
            #[inline]
            pub fn id(&self) -> ::planus::Result<&'a ::core::primitive::str> {
                self.0.access_required(0, "Story", "id")
            }

            /// Getter for the [`documents` field](Story#structfield.documents).
            #[inline]
            pub fn documents(
                &self,
            ) -> ::planus::Result<::planus::Vector<'a, ::planus::Result<self::DocumentRef<'a>>>>
            {
                self.0.access_required(1, "Story", "documents")
            }

            /// Getter for the [`links` field](Story#structfield.links).
            #[inline]
            pub fn links(
                &self,
            ) -> ::planus::Result<::core::option::Option<&'a ::core::primitive::str>> {
                self.0.access(2, "Story", "links")
            }

            /// Getter for the [`results` field](Story#structfield.results).
            #[inline]
            pub fn results(
                &self,
            ) -> ::planus::Result<::core::option::Option<&'a ::core::primitive::str>> {
                self.0.access(3, "Story", "results")
            }
        }

        impl<'a> ::core::fmt::Debug for StoryRef<'a> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut f = f.debug_struct("StoryRef");
                f.field("id", &self.id());
                f.field("documents", &self.documents());
                if let ::core::option::Option::Some(field_links) = self.links().transpose() {
                    f.field("links", &field_links);
                }
                if let ::core::option::Option::Some(field_results) = self.results().transpose() {
                    f.field("results", &field_results);
                }
                f.finish()
            }
        }

        impl<'a> ::core::convert::TryFrom<StoryRef<'a>> for Story {
            type Error = ::planus::Error;

            #[allow(unreachable_code)]
            fn try_from(value: StoryRef<'a>) -> ::planus::Result<Self> {
                ::core::result::Result::Ok(Self {
                    id: ::core::convert::Into::into(value.id()?),
                    documents: value.documents()?.to_vec_result()?,
                    links: value.links()?.map(::core::convert::Into::into),
                    results: value.results()?.map(::core::convert::Into::into),
                })
            }
        }

        impl<'a> ::planus::TableRead<'a> for StoryRef<'a> {
            #[inline]
            fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::ErrorKind> {
                ::core::result::Result::Ok(Self(::planus::table_reader::Table::from_buffer(
                    buffer, offset,
                )?))
            }
        }

        impl<'a> ::planus::VectorReadInner<'a> for StoryRef<'a> {
            type Error = ::planus::Error;
            const STRIDE: usize = 4;

            unsafe fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(buffer, offset).map_err(|error_kind| {
                    error_kind.with_error_location("[StoryRef]", "get", buffer.offset_from_start)
                })
            }
        }

        /// # Safety
        /// The planus compiler generates implementations that initialize
        /// the bytes in `write_values`.
        unsafe impl ::planus::VectorWrite<::planus::Offset<Story>> for Story {
            type Value = ::planus::Offset<Story>;
            const STRIDE: usize = 4;
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> Self::Value {
                ::planus::WriteAs::prepare(self, builder)
            }

            #[inline]
            unsafe fn write_values(
                values: &[::planus::Offset<Story>],
                bytes: *mut ::core::mem::MaybeUninit<u8>,
                buffer_position: u32,
            ) {
                let bytes = bytes as *mut [::core::mem::MaybeUninit<u8>; 4];
                for (i, v) in ::core::iter::Iterator::enumerate(values.iter()) {
                    ::planus::WriteAsPrimitive::write(
                        v,
                        ::planus::Cursor::new(unsafe { &mut *bytes.add(i) }),
                        buffer_position - (Self::STRIDE * i) as u32,
                    );
                }
            }
        }

        impl<'a> ::planus::ReadAsRoot<'a> for StoryRef<'a> {
            fn read_as_root(slice: &'a [u8]) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(
                    ::planus::SliceWithStartOffset { buffer: slice, offset_from_start: 0 },
                    0,
                )
                .map_err(|error_kind| {
                    error_kind.with_error_location("[StoryRef]", "read_as_root", 0)
                })
            }
        }

        ///  What a plugin is asked to read: a document or a story.
        ///
        /// Generated from these locations:
        /// * Table `Request` in the file `schema/postil.fbs:68`
        #[derive(Clone, Debug, PartialEq, PartialOrd, ::serde::Serialize, ::serde::Deserialize)]
        pub struct Request {
            ///  To be analysed.
            pub document: ::core::option::Option<::planus::alloc::boxed::Box<self::Document>>,
            ///  To be collated.
            pub story: ::core::option::Option<::planus::alloc::boxed::Box<self::Story>>,
        }

        #[allow(clippy::derivable_impls)]
        impl ::core::default::Default for Request {
            fn default() -> Self {
                Self {
                    document: ::core::default::Default::default(),
                    story: ::core::default::Default::default(),
                }
            }
        }

        impl Request {
            /// Creates a [RequestBuilder] for serializing an instance of this table.
            #[inline]
            pub fn builder() -> RequestBuilder<()> {
                RequestBuilder(())
            }

            #[allow(clippy::too_many_arguments)]
            pub fn create(
                builder: &mut ::planus::Builder,
                field_document: impl ::planus::WriteAsOptional<::planus::Offset<self::Document>>,
                field_story: impl ::planus::WriteAsOptional<::planus::Offset<self::Story>>,
            ) -> ::planus::Offset<Self> {
                let prepared_document = field_document.prepare(builder);
                let prepared_story = field_story.prepare(builder);

                let mut table_writer: ::planus::table_writer::TableWriter<8> =
                    ::core::default::Default::default();
                if prepared_document.is_some() {
                    table_writer.write_entry::<::planus::Offset<self::Document>>(0);
                }
                if prepared_story.is_some() {
                    table_writer.write_entry::<::planus::Offset<self::Story>>(1);
                }

                unsafe {
                    table_writer.finish(builder, |object_writer| {
                        if let ::core::option::Option::Some(prepared_document) = prepared_document {
                            object_writer.write::<_, _, 4>(&prepared_document);
                        }
                        if let ::core::option::Option::Some(prepared_story) = prepared_story {
                            object_writer.write::<_, _, 4>(&prepared_story);
                        }
                    });
                }
                builder.current_offset()
            }
        }

        impl ::planus::WriteAs<::planus::Offset<Request>> for Request {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Request> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl ::planus::WriteAsOptional<::planus::Offset<Request>> for Request {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Request>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl ::planus::WriteAsOffset<Request> for Request {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Request> {
                Request::create(builder, &self.document, &self.story)
            }
        }

        /// Builder for serializing an instance of the [Request] type.
        ///
        /// Can be created using the [Request::builder] method.
        #[derive(Debug)]
        #[must_use]
        pub struct RequestBuilder<State>(State);

        impl RequestBuilder<()> {
            /// Setter for the [`document` field](Request#structfield.document).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn document<T0>(self, value: T0) -> RequestBuilder<(T0,)>
            where
                T0: ::planus::WriteAsOptional<::planus::Offset<self::Document>>,
            {
                RequestBuilder((value,))
            }

            /// Sets the [`document` field](Request#structfield.document) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn document_as_null(self) -> RequestBuilder<((),)> {
                self.document(())
            }
        }

        impl<T0> RequestBuilder<(T0,)> {
            /// Setter for the [`story` field](Request#structfield.story).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn story<T1>(self, value: T1) -> RequestBuilder<(T0, T1)>
            where
                T1: ::planus::WriteAsOptional<::planus::Offset<self::Story>>,
            {
                let (v0,) = self.0;
                RequestBuilder((v0, value))
            }

            /// Sets the [`story` field](Request#structfield.story) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn story_as_null(self) -> RequestBuilder<(T0, ())> {
                self.story(())
            }
        }

        impl<T0, T1> RequestBuilder<(T0, T1)> {
            /// Finish writing the builder to get an [Offset](::planus::Offset) to a serialized [Request].
            #[inline]
            pub fn finish(self, builder: &mut ::planus::Builder) -> ::planus::Offset<Request>
            where
                Self: ::planus::WriteAsOffset<Request>,
            {
                ::planus::WriteAsOffset::prepare(&self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAsOptional<::planus::Offset<self::Document>>,
                T1: ::planus::WriteAsOptional<::planus::Offset<self::Story>>,
            > ::planus::WriteAs<::planus::Offset<Request>> for RequestBuilder<(T0, T1)>
        {
            type Prepared = ::planus::Offset<Request>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Request> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAsOptional<::planus::Offset<self::Document>>,
                T1: ::planus::WriteAsOptional<::planus::Offset<self::Story>>,
            > ::planus::WriteAsOptional<::planus::Offset<Request>> for RequestBuilder<(T0, T1)>
        {
            type Prepared = ::planus::Offset<Request>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Request>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl<
                T0: ::planus::WriteAsOptional<::planus::Offset<self::Document>>,
                T1: ::planus::WriteAsOptional<::planus::Offset<self::Story>>,
            > ::planus::WriteAsOffset<Request> for RequestBuilder<(T0, T1)>
        {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Request> {
                let (v0, v1) = &self.0;
                Request::create(builder, v0, v1)
            }
        }

        /// Reference to a deserialized [Request].
        #[derive(Copy, Clone)]
        pub struct RequestRef<'a>(#[allow(dead_code)] ::planus::table_reader::Table<'a>);

        impl<'a> RequestRef<'a> {
            /// Getter for the [`document` field](Request#structfield.document).
            #[inline]
            pub fn document(
                &self,
            ) -> ::planus::Result<::core::option::Option<self::DocumentRef<'a>>> {
                self.0.access(0, "Request", "document")
            }

            /// Getter for the [`story` field](Request#structfield.story).
            #[inline]
            pub fn story(&self) -> ::planus::Result<::core::option::Option<self::StoryRef<'a>>> {
                self.0.access(1, "Request", "story")
            }
        }

        impl<'a> ::core::fmt::Debug for RequestRef<'a> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut f = f.debug_struct("RequestRef");
                if let ::core::option::Option::Some(field_document) = self.document().transpose() {
                    f.field("document", &field_document);
                }
                if let ::core::option::Option::Some(field_story) = self.story().transpose() {
                    f.field("story", &field_story);
                }
                f.finish()
            }
        }

        impl<'a> ::core::convert::TryFrom<RequestRef<'a>> for Request {
            type Error = ::planus::Error;

            #[allow(unreachable_code)]
            fn try_from(value: RequestRef<'a>) -> ::planus::Result<Self> {
                ::core::result::Result::Ok(Self {
                    document: if let ::core::option::Option::Some(document) = value.document()? {
                        ::core::option::Option::Some(::planus::alloc::boxed::Box::new(
                            ::core::convert::TryInto::try_into(document)?,
                        ))
                    } else {
                        ::core::option::Option::None
                    },
                    story: if let ::core::option::Option::Some(story) = value.story()? {
                        ::core::option::Option::Some(::planus::alloc::boxed::Box::new(
                            ::core::convert::TryInto::try_into(story)?,
                        ))
                    } else {
                        ::core::option::Option::None
                    },
                })
            }
        }

        impl<'a> ::planus::TableRead<'a> for RequestRef<'a> {
            #[inline]
            fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::ErrorKind> {
                ::core::result::Result::Ok(Self(::planus::table_reader::Table::from_buffer(
                    buffer, offset,
                )?))
            }
        }

        impl<'a> ::planus::VectorReadInner<'a> for RequestRef<'a> {
            type Error = ::planus::Error;
            const STRIDE: usize = 4;

            unsafe fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(buffer, offset).map_err(|error_kind| {
                    error_kind.with_error_location("[RequestRef]", "get", buffer.offset_from_start)
                })
            }
        }

        /// # Safety
        /// The planus compiler generates implementations that initialize
        /// the bytes in `write_values`.
        unsafe impl ::planus::VectorWrite<::planus::Offset<Request>> for Request {
            type Value = ::planus::Offset<Request>;
            const STRIDE: usize = 4;
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> Self::Value {
                ::planus::WriteAs::prepare(self, builder)
            }

            #[inline]
            unsafe fn write_values(
                values: &[::planus::Offset<Request>],
                bytes: *mut ::core::mem::MaybeUninit<u8>,
                buffer_position: u32,
            ) {
                let bytes = bytes as *mut [::core::mem::MaybeUninit<u8>; 4];
                for (i, v) in ::core::iter::Iterator::enumerate(values.iter()) {
                    ::planus::WriteAsPrimitive::write(
                        v,
                        ::planus::Cursor::new(unsafe { &mut *bytes.add(i) }),
                        buffer_position - (Self::STRIDE * i) as u32,
                    );
                }
            }
        }

        impl<'a> ::planus::ReadAsRoot<'a> for RequestRef<'a> {
            fn read_as_root(slice: &'a [u8]) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(
                    ::planus::SliceWithStartOffset { buffer: slice, offset_from_start: 0 },
                    0,
                )
                .map_err(|error_kind| {
                    error_kind.with_error_location("[RequestRef]", "read_as_root", 0)
                })
            }
        }

        ///  Why a plugin gives no notes.
        ///
        /// Generated from these locations:
        /// * Table `Failure` in the file `schema/postil.fbs:76`
        #[derive(
            Clone,
            Debug,
            PartialEq,
            PartialOrd,
            Eq,
            Ord,
            Hash,
            ::serde::Serialize,
            ::serde::Deserialize,
        )]
        pub struct Failure {
            ///  A code, such as `E0030`.
            pub code: ::core::option::Option<::planus::alloc::string::String>,
            ///  What went wrong.
            pub message: ::planus::alloc::string::String,
        }

        #[allow(clippy::derivable_impls)]
        impl ::core::default::Default for Failure {
            fn default() -> Self {
                Self {
                    code: ::core::default::Default::default(),
                    message: ::core::default::Default::default(),
                }
            }
        }

        impl Failure {
            /// Creates a [FailureBuilder] for serializing an instance of this table.
            #[inline]
            pub fn builder() -> FailureBuilder<()> {
                FailureBuilder(())
            }

            #[allow(clippy::too_many_arguments)]
            pub fn create(
                builder: &mut ::planus::Builder,
                field_code: impl ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                field_message: impl ::planus::WriteAs<::planus::Offset<str>>,
            ) -> ::planus::Offset<Self> {
                let prepared_code = field_code.prepare(builder);
                let prepared_message = field_message.prepare(builder);

                let mut table_writer: ::planus::table_writer::TableWriter<8> =
                    ::core::default::Default::default();
                if prepared_code.is_some() {
                    table_writer.write_entry::<::planus::Offset<str>>(0);
                }
                table_writer.write_entry::<::planus::Offset<str>>(1);

                unsafe {
                    table_writer.finish(builder, |object_writer| {
                        if let ::core::option::Option::Some(prepared_code) = prepared_code {
                            object_writer.write::<_, _, 4>(&prepared_code);
                        }
                        object_writer.write::<_, _, 4>(&prepared_message);
                    });
                }
                builder.current_offset()
            }
        }

        impl ::planus::WriteAs<::planus::Offset<Failure>> for Failure {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Failure> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl ::planus::WriteAsOptional<::planus::Offset<Failure>> for Failure {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Failure>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl ::planus::WriteAsOffset<Failure> for Failure {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Failure> {
                Failure::create(builder, &self.code, &self.message)
            }
        }

        /// Builder for serializing an instance of the [Failure] type.
        ///
        /// Can be created using the [Failure::builder] method.
        #[derive(Debug)]
        #[must_use]
        pub struct FailureBuilder<State>(State);

        impl FailureBuilder<()> {
            /// Setter for the [`code` field](Failure#structfield.code).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn code<T0>(self, value: T0) -> FailureBuilder<(T0,)>
            where
                T0: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            {
                FailureBuilder((value,))
            }

            /// Sets the [`code` field](Failure#structfield.code) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn code_as_null(self) -> FailureBuilder<((),)> {
                self.code(())
            }
        }

        impl<T0> FailureBuilder<(T0,)> {
            /// Setter for the [`message` field](Failure#structfield.message).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn message<T1>(self, value: T1) -> FailureBuilder<(T0, T1)>
            where
                T1: ::planus::WriteAs<::planus::Offset<str>>,
            {
                let (v0,) = self.0;
                FailureBuilder((v0, value))
            }
        }

        impl<T0, T1> FailureBuilder<(T0, T1)> {
            /// Finish writing the builder to get an [Offset](::planus::Offset) to a serialized [Failure].
            #[inline]
            pub fn finish(self, builder: &mut ::planus::Builder) -> ::planus::Offset<Failure>
            where
                Self: ::planus::WriteAsOffset<Failure>,
            {
                ::planus::WriteAsOffset::prepare(&self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T1: ::planus::WriteAs<::planus::Offset<str>>,
            > ::planus::WriteAs<::planus::Offset<Failure>> for FailureBuilder<(T0, T1)>
        {
            type Prepared = ::planus::Offset<Failure>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Failure> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T1: ::planus::WriteAs<::planus::Offset<str>>,
            > ::planus::WriteAsOptional<::planus::Offset<Failure>> for FailureBuilder<(T0, T1)>
        {
            type Prepared = ::planus::Offset<Failure>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Failure>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl<
                T0: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T1: ::planus::WriteAs<::planus::Offset<str>>,
            > ::planus::WriteAsOffset<Failure> for FailureBuilder<(T0, T1)>
        {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Failure> {
                let (v0, v1) = &self.0;
                Failure::create(builder, v0, v1)
            }
        }

        /// Reference to a deserialized [Failure].
        #[derive(Copy, Clone)]
        pub struct FailureRef<'a>(#[allow(dead_code)] ::planus::table_reader::Table<'a>);

        impl<'a> FailureRef<'a> {
            /// Getter for the [`code` field](Failure#structfield.code).
            #[inline]
            pub fn code(
                &self,
            ) -> ::planus::Result<::core::option::Option<&'a ::core::primitive::str>> {
                self.0.access(0, "Failure", "code")
            }

            /// Getter for the [`message` field](Failure#structfield.message).
            #[inline]
            pub fn message(&self) -> ::planus::Result<&'a ::core::primitive::str> {
                self.0.access_required(1, "Failure", "message")
            }
        }

        impl<'a> ::core::fmt::Debug for FailureRef<'a> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut f = f.debug_struct("FailureRef");
                if let ::core::option::Option::Some(field_code) = self.code().transpose() {
                    f.field("code", &field_code);
                }
                f.field("message", &self.message());
                f.finish()
            }
        }

        impl<'a> ::core::convert::TryFrom<FailureRef<'a>> for Failure {
            type Error = ::planus::Error;

            #[allow(unreachable_code)]
            fn try_from(value: FailureRef<'a>) -> ::planus::Result<Self> {
                ::core::result::Result::Ok(Self {
                    code: value.code()?.map(::core::convert::Into::into),
                    message: ::core::convert::Into::into(value.message()?),
                })
            }
        }

        impl<'a> ::planus::TableRead<'a> for FailureRef<'a> {
            #[inline]
            fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::ErrorKind> {
                ::core::result::Result::Ok(Self(::planus::table_reader::Table::from_buffer(
                    buffer, offset,
                )?))
            }
        }

        impl<'a> ::planus::VectorReadInner<'a> for FailureRef<'a> {
            type Error = ::planus::Error;
            const STRIDE: usize = 4;

            unsafe fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(buffer, offset).map_err(|error_kind| {
                    error_kind.with_error_location("[FailureRef]", "get", buffer.offset_from_start)
                })
            }
        }

        /// # Safety
        /// The planus compiler generates implementations that initialize
        /// the bytes in `write_values`.
        unsafe impl ::planus::VectorWrite<::planus::Offset<Failure>> for Failure {
            type Value = ::planus::Offset<Failure>;
            const STRIDE: usize = 4;
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> Self::Value {
                ::planus::WriteAs::prepare(self, builder)
            }

            #[inline]
            unsafe fn write_values(
                values: &[::planus::Offset<Failure>],
                bytes: *mut ::core::mem::MaybeUninit<u8>,
                buffer_position: u32,
            ) {
                let bytes = bytes as *mut [::core::mem::MaybeUninit<u8>; 4];
                for (i, v) in ::core::iter::Iterator::enumerate(values.iter()) {
                    ::planus::WriteAsPrimitive::write(
                        v,
                        ::planus::Cursor::new(unsafe { &mut *bytes.add(i) }),
                        buffer_position - (Self::STRIDE * i) as u32,
                    );
                }
            }
        }

        impl<'a> ::planus::ReadAsRoot<'a> for FailureRef<'a> {
            fn read_as_root(slice: &'a [u8]) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(
                    ::planus::SliceWithStartOffset { buffer: slice, offset_from_start: 0 },
                    0,
                )
                .map_err(|error_kind| {
                    error_kind.with_error_location("[FailureRef]", "read_as_root", 0)
                })
            }
        }

        ///  What a plugin says of a document or a story.
        ///
        /// Generated from these locations:
        /// * Table `Answer` in the file `schema/postil.fbs:84`
        #[derive(Clone, Debug, PartialEq, PartialOrd, ::serde::Serialize, ::serde::Deserialize)]
        pub struct Answer {
            ///  The attributes of all notes, one JSON object after another.
            pub arena: ::core::option::Option<::planus::alloc::string::String>,
            ///  Layers that its manifest provides, each at most once.
            pub layers: ::core::option::Option<::planus::alloc::vec::Vec<self::Layer>>,
            ///  Its result for the document or story as a whole: any JSON value.
            pub result: ::core::option::Option<::planus::alloc::string::String>,
            ///  What links the documents of a story: JSON as in `Story.links`.
            pub links: ::core::option::Option<::planus::alloc::string::String>,
            ///  Why there are no notes. Nothing else is read if it is there.
            pub failure: ::core::option::Option<::planus::alloc::boxed::Box<self::Failure>>,
        }

        #[allow(clippy::derivable_impls)]
        impl ::core::default::Default for Answer {
            fn default() -> Self {
                Self {
                    arena: ::core::default::Default::default(),
                    layers: ::core::default::Default::default(),
                    result: ::core::default::Default::default(),
                    links: ::core::default::Default::default(),
                    failure: ::core::default::Default::default(),
                }
            }
        }

        impl Answer {
            /// Creates a [AnswerBuilder] for serializing an instance of this table.
            #[inline]
            pub fn builder() -> AnswerBuilder<()> {
                AnswerBuilder(())
            }

            #[allow(clippy::too_many_arguments)]
            pub fn create(
                builder: &mut ::planus::Builder,
                field_arena: impl ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                field_layers: impl ::planus::WriteAsOptional<
                    ::planus::Offset<[::planus::Offset<self::Layer>]>,
                >,
                field_result: impl ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                field_links: impl ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                field_failure: impl ::planus::WriteAsOptional<::planus::Offset<self::Failure>>,
            ) -> ::planus::Offset<Self> {
                let prepared_arena = field_arena.prepare(builder);
                let prepared_layers = field_layers.prepare(builder);
                let prepared_result = field_result.prepare(builder);
                let prepared_links = field_links.prepare(builder);
                let prepared_failure = field_failure.prepare(builder);

                let mut table_writer: ::planus::table_writer::TableWriter<14> =
                    ::core::default::Default::default();
                if prepared_arena.is_some() {
                    table_writer.write_entry::<::planus::Offset<str>>(0);
                }
                if prepared_layers.is_some() {
                    table_writer
                        .write_entry::<::planus::Offset<[::planus::Offset<self::Layer>]>>(1);
                }
                if prepared_result.is_some() {
                    table_writer.write_entry::<::planus::Offset<str>>(2);
                }
                if prepared_links.is_some() {
                    table_writer.write_entry::<::planus::Offset<str>>(3);
                }
                if prepared_failure.is_some() {
                    table_writer.write_entry::<::planus::Offset<self::Failure>>(4);
                }

                unsafe {
                    table_writer.finish(builder, |object_writer| {
                        if let ::core::option::Option::Some(prepared_arena) = prepared_arena {
                            object_writer.write::<_, _, 4>(&prepared_arena);
                        }
                        if let ::core::option::Option::Some(prepared_layers) = prepared_layers {
                            object_writer.write::<_, _, 4>(&prepared_layers);
                        }
                        if let ::core::option::Option::Some(prepared_result) = prepared_result {
                            object_writer.write::<_, _, 4>(&prepared_result);
                        }
                        if let ::core::option::Option::Some(prepared_links) = prepared_links {
                            object_writer.write::<_, _, 4>(&prepared_links);
                        }
                        if let ::core::option::Option::Some(prepared_failure) = prepared_failure {
                            object_writer.write::<_, _, 4>(&prepared_failure);
                        }
                    });
                }
                builder.current_offset()
            }
        }

        impl ::planus::WriteAs<::planus::Offset<Answer>> for Answer {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Answer> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl ::planus::WriteAsOptional<::planus::Offset<Answer>> for Answer {
            type Prepared = ::planus::Offset<Self>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Answer>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl ::planus::WriteAsOffset<Answer> for Answer {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Answer> {
                Answer::create(
                    builder,
                    &self.arena,
                    &self.layers,
                    &self.result,
                    &self.links,
                    &self.failure,
                )
            }
        }

        /// Builder for serializing an instance of the [Answer] type.
        ///
        /// Can be created using the [Answer::builder] method.
        #[derive(Debug)]
        #[must_use]
        pub struct AnswerBuilder<State>(State);

        impl AnswerBuilder<()> {
            /// Setter for the [`arena` field](Answer#structfield.arena).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn arena<T0>(self, value: T0) -> AnswerBuilder<(T0,)>
            where
                T0: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            {
                AnswerBuilder((value,))
            }

            /// Sets the [`arena` field](Answer#structfield.arena) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn arena_as_null(self) -> AnswerBuilder<((),)> {
                self.arena(())
            }
        }

        impl<T0> AnswerBuilder<(T0,)> {
            /// Setter for the [`layers` field](Answer#structfield.layers).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn layers<T1>(self, value: T1) -> AnswerBuilder<(T0, T1)>
            where
                T1: ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<self::Layer>]>>,
            {
                let (v0,) = self.0;
                AnswerBuilder((v0, value))
            }

            /// Sets the [`layers` field](Answer#structfield.layers) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn layers_as_null(self) -> AnswerBuilder<(T0, ())> {
                self.layers(())
            }
        }

        impl<T0, T1> AnswerBuilder<(T0, T1)> {
            /// Setter for the [`result` field](Answer#structfield.result).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn result<T2>(self, value: T2) -> AnswerBuilder<(T0, T1, T2)>
            where
                T2: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            {
                let (v0, v1) = self.0;
                AnswerBuilder((v0, v1, value))
            }

            /// Sets the [`result` field](Answer#structfield.result) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn result_as_null(self) -> AnswerBuilder<(T0, T1, ())> {
                self.result(())
            }
        }

        impl<T0, T1, T2> AnswerBuilder<(T0, T1, T2)> {
            /// Setter for the [`links` field](Answer#structfield.links).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn links<T3>(self, value: T3) -> AnswerBuilder<(T0, T1, T2, T3)>
            where
                T3: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
            {
                let (v0, v1, v2) = self.0;
                AnswerBuilder((v0, v1, v2, value))
            }

            /// Sets the [`links` field](Answer#structfield.links) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn links_as_null(self) -> AnswerBuilder<(T0, T1, T2, ())> {
                self.links(())
            }
        }

        impl<T0, T1, T2, T3> AnswerBuilder<(T0, T1, T2, T3)> {
            /// Setter for the [`failure` field](Answer#structfield.failure).
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn failure<T4>(self, value: T4) -> AnswerBuilder<(T0, T1, T2, T3, T4)>
            where
                T4: ::planus::WriteAsOptional<::planus::Offset<self::Failure>>,
            {
                let (v0, v1, v2, v3) = self.0;
                AnswerBuilder((v0, v1, v2, v3, value))
            }

            /// Sets the [`failure` field](Answer#structfield.failure) to null.
            #[inline]
            #[allow(clippy::type_complexity)]
            pub fn failure_as_null(self) -> AnswerBuilder<(T0, T1, T2, T3, ())> {
                self.failure(())
            }
        }

        impl<T0, T1, T2, T3, T4> AnswerBuilder<(T0, T1, T2, T3, T4)> {
            /// Finish writing the builder to get an [Offset](::planus::Offset) to a serialized [Answer].
            #[inline]
            pub fn finish(self, builder: &mut ::planus::Builder) -> ::planus::Offset<Answer>
            where
                Self: ::planus::WriteAsOffset<Answer>,
            {
                ::planus::WriteAsOffset::prepare(&self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T1: ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<self::Layer>]>>,
                T2: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T3: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T4: ::planus::WriteAsOptional<::planus::Offset<self::Failure>>,
            > ::planus::WriteAs<::planus::Offset<Answer>> for AnswerBuilder<(T0, T1, T2, T3, T4)>
        {
            type Prepared = ::planus::Offset<Answer>;

            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Answer> {
                ::planus::WriteAsOffset::prepare(self, builder)
            }
        }

        impl<
                T0: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T1: ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<self::Layer>]>>,
                T2: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T3: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T4: ::planus::WriteAsOptional<::planus::Offset<self::Failure>>,
            > ::planus::WriteAsOptional<::planus::Offset<Answer>>
            for AnswerBuilder<(T0, T1, T2, T3, T4)>
        {
            type Prepared = ::planus::Offset<Answer>;

            #[inline]
            fn prepare(
                &self,
                builder: &mut ::planus::Builder,
            ) -> ::core::option::Option<::planus::Offset<Answer>> {
                ::core::option::Option::Some(::planus::WriteAsOffset::prepare(self, builder))
            }
        }

        impl<
                T0: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T1: ::planus::WriteAsOptional<::planus::Offset<[::planus::Offset<self::Layer>]>>,
                T2: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T3: ::planus::WriteAsOptional<::planus::Offset<::core::primitive::str>>,
                T4: ::planus::WriteAsOptional<::planus::Offset<self::Failure>>,
            > ::planus::WriteAsOffset<Answer> for AnswerBuilder<(T0, T1, T2, T3, T4)>
        {
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> ::planus::Offset<Answer> {
                let (v0, v1, v2, v3, v4) = &self.0;
                Answer::create(builder, v0, v1, v2, v3, v4)
            }
        }

        /// Reference to a deserialized [Answer].
        #[derive(Copy, Clone)]
        pub struct AnswerRef<'a>(#[allow(dead_code)] ::planus::table_reader::Table<'a>);

        impl<'a> AnswerRef<'a> {
            /// Getter for the [`arena` field](Answer#structfield.arena).
            #[inline]
            pub fn arena(
                &self,
            ) -> ::planus::Result<::core::option::Option<&'a ::core::primitive::str>> {
                self.0.access(0, "Answer", "arena")
            }

            /// Getter for the [`layers` field](Answer#structfield.layers).
            #[inline]
            pub fn layers(
                &self,
            ) -> ::planus::Result<
                ::core::option::Option<::planus::Vector<'a, ::planus::Result<self::LayerRef<'a>>>>,
            > {
                self.0.access(1, "Answer", "layers")
            }

            /// Getter for the [`result` field](Answer#structfield.result).
            #[inline]
            pub fn result(
                &self,
            ) -> ::planus::Result<::core::option::Option<&'a ::core::primitive::str>> {
                self.0.access(2, "Answer", "result")
            }

            /// Getter for the [`links` field](Answer#structfield.links).
            #[inline]
            pub fn links(
                &self,
            ) -> ::planus::Result<::core::option::Option<&'a ::core::primitive::str>> {
                self.0.access(3, "Answer", "links")
            }

            /// Getter for the [`failure` field](Answer#structfield.failure).
            #[inline]
            pub fn failure(
                &self,
            ) -> ::planus::Result<::core::option::Option<self::FailureRef<'a>>> {
                self.0.access(4, "Answer", "failure")
            }
        }

        impl<'a> ::core::fmt::Debug for AnswerRef<'a> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let mut f = f.debug_struct("AnswerRef");
                if let ::core::option::Option::Some(field_arena) = self.arena().transpose() {
                    f.field("arena", &field_arena);
                }
                if let ::core::option::Option::Some(field_layers) = self.layers().transpose() {
                    f.field("layers", &field_layers);
                }
                if let ::core::option::Option::Some(field_result) = self.result().transpose() {
                    f.field("result", &field_result);
                }
                if let ::core::option::Option::Some(field_links) = self.links().transpose() {
                    f.field("links", &field_links);
                }
                if let ::core::option::Option::Some(field_failure) = self.failure().transpose() {
                    f.field("failure", &field_failure);
                }
                f.finish()
            }
        }

        impl<'a> ::core::convert::TryFrom<AnswerRef<'a>> for Answer {
            type Error = ::planus::Error;

            #[allow(unreachable_code)]
            fn try_from(value: AnswerRef<'a>) -> ::planus::Result<Self> {
                ::core::result::Result::Ok(Self {
                    arena: value.arena()?.map(::core::convert::Into::into),
                    layers: if let ::core::option::Option::Some(layers) = value.layers()? {
                        ::core::option::Option::Some(layers.to_vec_result()?)
                    } else {
                        ::core::option::Option::None
                    },
                    result: value.result()?.map(::core::convert::Into::into),
                    links: value.links()?.map(::core::convert::Into::into),
                    failure: if let ::core::option::Option::Some(failure) = value.failure()? {
                        ::core::option::Option::Some(::planus::alloc::boxed::Box::new(
                            ::core::convert::TryInto::try_into(failure)?,
                        ))
                    } else {
                        ::core::option::Option::None
                    },
                })
            }
        }

        impl<'a> ::planus::TableRead<'a> for AnswerRef<'a> {
            #[inline]
            fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::core::result::Result<Self, ::planus::errors::ErrorKind> {
                ::core::result::Result::Ok(Self(::planus::table_reader::Table::from_buffer(
                    buffer, offset,
                )?))
            }
        }

        impl<'a> ::planus::VectorReadInner<'a> for AnswerRef<'a> {
            type Error = ::planus::Error;
            const STRIDE: usize = 4;

            unsafe fn from_buffer(
                buffer: ::planus::SliceWithStartOffset<'a>,
                offset: usize,
            ) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(buffer, offset).map_err(|error_kind| {
                    error_kind.with_error_location("[AnswerRef]", "get", buffer.offset_from_start)
                })
            }
        }

        /// # Safety
        /// The planus compiler generates implementations that initialize
        /// the bytes in `write_values`.
        unsafe impl ::planus::VectorWrite<::planus::Offset<Answer>> for Answer {
            type Value = ::planus::Offset<Answer>;
            const STRIDE: usize = 4;
            #[inline]
            fn prepare(&self, builder: &mut ::planus::Builder) -> Self::Value {
                ::planus::WriteAs::prepare(self, builder)
            }

            #[inline]
            unsafe fn write_values(
                values: &[::planus::Offset<Answer>],
                bytes: *mut ::core::mem::MaybeUninit<u8>,
                buffer_position: u32,
            ) {
                let bytes = bytes as *mut [::core::mem::MaybeUninit<u8>; 4];
                for (i, v) in ::core::iter::Iterator::enumerate(values.iter()) {
                    ::planus::WriteAsPrimitive::write(
                        v,
                        ::planus::Cursor::new(unsafe { &mut *bytes.add(i) }),
                        buffer_position - (Self::STRIDE * i) as u32,
                    );
                }
            }
        }

        impl<'a> ::planus::ReadAsRoot<'a> for AnswerRef<'a> {
            fn read_as_root(slice: &'a [u8]) -> ::planus::Result<Self> {
                ::planus::TableRead::from_buffer(
                    ::planus::SliceWithStartOffset { buffer: slice, offset_from_start: 0 },
                    0,
                )
                .map_err(|error_kind| {
                    error_kind.with_error_location("[AnswerRef]", "read_as_root", 0)
                })
            }
        }
    }
}
